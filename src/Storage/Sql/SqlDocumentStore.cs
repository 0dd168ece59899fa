using System.Data.Common;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Storage.Sql;

/// <summary>The reading half of the port, the same for every SQL store.</summary>
internal abstract class SqlDocumentStore : IDocumentStore
{
    protected abstract SqlReaders Readers { get; }

    public abstract Task<long?> Write(string kind, string key, long expectedVersion, string json, CancellationToken cancel);

    public abstract Task<bool> Delete(string kind, string key, long expectedVersion, CancellationToken cancel);

    public Task<StoredDocument?> Read(string kind, string key, CancellationToken cancel)
    {
        var sql = new SqlText();
        sql.Text = $"SELECT version, json FROM document WHERE kind = {sql.Add(kind)} AND key = {sql.Add(key)}";
        return Readers.Read((connection, stop) => Document(connection, sql, stop), cancel);
    }

    /// <summary>Version and JSON of the one row that a statement may find.</summary>
    internal static async Task<StoredDocument?> Document(DbConnection connection, SqlText sql, CancellationToken cancel)
    {
        await using var command = sql.On(connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? new(reader.GetInt64(0), reader.GetString(1)) : null;
    }
}
