using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace MessageCenter.Storage.Sql.Postgres;

/// <summary>Puts statements and their parameters, by position, into a batch.</summary>
internal static class PostgresParameters
{
    internal static NpgsqlBatchCommand Add(this NpgsqlBatch batch, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return command;
    }

    internal static NpgsqlBatchCommand With<T>(this NpgsqlBatchCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }

    /// <summary>Text that may be absent.</summary>
    internal static NpgsqlBatchCommand WithText(this NpgsqlBatchCommand command, string? value)
    {
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = value is null ? DBNull.Value : Clean(value) });
        return command;
    }

    /// <summary>Texts as their UTF-8 bytes.</summary>
    internal static NpgsqlBatchCommand WithUtf8(this NpgsqlBatchCommand command, byte[][] values)
    {
        command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        return command;
    }

    /// <summary>
    /// PostgreSQL's text takes neither a null character nor half of a surrogate pair. What came to us with one is not worth a
    /// failed write.
    /// </summary>
    private static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains('\0', StringComparison.Ordinal))
        {
            return text;
        }
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append((rune.Value == 0 ? Rune.ReplacementChar : rune).ToString());
        }
        return clean.ToString();
    }
}
