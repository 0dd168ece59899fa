using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MessageCenter.Storage.Sql.Sqlite;

/// <summary>
/// A prepared statement of the writer, below ADO.NET: an append runs half a dozen of them, and this way none of them
/// allocates or turns JSON bytes into a string and back.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    internal Statement(sqlite3 database, string sql)
    {
        this.database = database;
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
    }

    internal Statement Bind(int index, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, index, value));
        return this;
    }

    internal Statement Bind(int index, long? value)
    {
        Check(value is { } number ? raw.sqlite3_bind_int64(statement, index, number) : raw.sqlite3_bind_null(statement, index));
        return this;
    }

    internal Statement Bind(int index, string? value)
    {
        Check(value is null ? raw.sqlite3_bind_null(statement, index) : raw.sqlite3_bind_text(statement, index, value));
        return this;
    }

    internal Statement BindUtf8(int index, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_text(statement, index, value));
        return this;
    }

    internal Statement Bind(int index, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        Check(raw.sqlite3_bind_blob(statement, index, bytes));
        return this;
    }

    internal Statement Bind(int index, Guid? value)
    {
        if (value is { } id)
        {
            return Bind(index, id);
        }
        Check(raw.sqlite3_bind_null(statement, index));
        return this;
    }

    /// <summary>True when there is a row. The caller resets when she has read enough.</summary>
    internal bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }
        if (code == raw.SQLITE_DONE)
        {
            return false;
        }
        var problem = Problem(code);
        raw.sqlite3_reset(statement);
        throw problem;
    }

    /// <summary>Runs to the end; how many rows changed.</summary>
    internal int Run()
    {
        while (Step())
        {
        }
        Reset();
        return raw.sqlite3_changes(database);
    }

    // The code that reset repeats was thrown by Step already.
    internal void Reset() => raw.sqlite3_reset(statement);

    internal long Number(int column) => raw.sqlite3_column_int64(statement, column);

    internal long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    internal string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    internal Guid Id(int column) => new(raw.sqlite3_column_blob(statement, column), bigEndian: true);

    internal Guid? IdOrNull(int column) => IsNull(column) ? null : Id(column);

    public void Dispose() => statement.Dispose();

    private bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Problem(code);
        }
    }

    private SqliteException Problem(int code) =>
        new(raw.sqlite3_errmsg(database).utf8_to_string(), code & 0xff, raw.sqlite3_extended_errcode(database));
}
