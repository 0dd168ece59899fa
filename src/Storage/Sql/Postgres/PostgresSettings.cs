using System.Globalization;
using Npgsql;

namespace MessageCenter.Storage.Sql.Postgres;

/// <summary>Invariant: an acknowledged append survives a crash of the server's machine. These settings carry it.</summary>
internal static class PostgresSettings
{
    private const int VersionMin = 15;

    private const string Ask = """
        SELECT current_setting('server_version_num'), current_setting('server_encoding'), current_setting('fsync'),
            current_setting('full_page_writes'), current_setting('synchronous_commit'), current_setting('data_sync_retry')
        """;

    internal static async Task Check(NpgsqlConnection connection, string store, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Ask, connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        var version = int.Parse(reader.GetString(0), CultureInfo.InvariantCulture) / 10_000;
        if (version < VersionMin)
        {
            throw new StoreStartupException(
                $"The store {store} is on PostgreSQL {version}: version {VersionMin} or newer is needed.");
        }
        if (reader.GetString(1) is not "UTF8" and var encoding)
        {
            throw new StoreStartupException(
                $"The store {store} has the encoding {encoding}: a database in UTF8 is needed, others cannot hold every message.");
        }
        Refuse("fsync", "off", reader.GetString(2), "a crash of the machine would lose acknowledged messages.");
        Refuse("full_page_writes", "off", reader.GetString(3), "a crash while a page is written would tear it.");
        Refuse("synchronous_commit", "off", reader.GetString(4), "a crash would lose messages that were acknowledged just before.");
        Refuse("data_sync_retry", "on", reader.GetString(5), "data that a disk failed to take once would be taken for written.");

        void Refuse(string setting, string weak, string value, string why)
        {
            if (value == weak)
            {
                throw new WeakSettingsException(store, $"{setting}={value}", why);
            }
        }
    }
}
