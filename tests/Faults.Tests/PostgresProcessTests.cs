using MessageCenter.ClusterProcesses;
using Npgsql;

namespace MessageCenter.Faults.Tests;

public sealed class PostgresProcessTests
{
    [Fact]
    public async Task Killed_and_started_again_it_has_what_was_committed()
    {
        RequireAll.Postgres();
        var cancel = TestContext.Current.CancellationToken;
        using var folder = ClusterFolder.Open(null);
        await using var server = await PostgresProcess.Start(folder.PathOf("postgres"), folder.PathOf("postgres.log"), cancel);
        await using var store = NpgsqlDataSource.Create(server.ConnectionString);
        await using (var write = store.CreateCommand("CREATE TABLE kept (number int); INSERT INTO kept VALUES (42)"))
        {
            await write.ExecuteNonQueryAsync(cancel);
        }
        var before = server.ProcessIds();
        await server.Kill();
        await Poll.Until(() => !before.Any(LiveProcess.Is), "all of its processes are gone");
        await server.Restart(cancel);
        store.Clear();
        await using var read = store.CreateCommand("SELECT number FROM kept");
        Assert.Equal(42, await read.ExecuteScalarAsync(cancel));
    }
}
