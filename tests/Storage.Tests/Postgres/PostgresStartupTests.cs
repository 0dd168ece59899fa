using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Sql.Postgres;
using MessageCenter.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MessageCenter.Storage.Tests.Postgres;

public sealed class PostgresStartupTests(PostgresFixture postgres) : IDisposable
{
    private readonly StoreMetrics metrics = new();

    public void Dispose() => metrics.Dispose();

    [Fact]
    public async Task A_server_with_weak_settings_is_refused()
    {
        RequireAll.Postgres();
        await using var server = await PostgresServer.Start("fsync=off");
        var database = server.ConnectionString("postgres");
        await AssertIsRefused(database, "fsync=off");
        foreach (var weak in (string[])["full_page_writes=off", "data_sync_retry=on"])
        {
            await server.Kill();
            await server.Restart("fsync=on", weak);
            await AssertIsRefused(database, weak);
        }
        await server.Kill();
        await server.Restart("fsync=on");
        await using var taken = await Open(database);
    }

    [Fact]
    public async Task A_server_that_comes_back_with_weak_settings_gets_nothing_written()
    {
        RequireAll.Postgres();
        await using var server = await PostgresServer.Start();
        await using var database = await Open(server.ConnectionString("postgres"));
        var documents = new PostgresDocumentStore(database);
        Assert.Equal(1, await documents.Write("k", "1", 0, "{}", default));
        await server.Kill();
        await server.Restart("fsync=off");
        var problem = await Assert.ThrowsAsync<StoreUnavailableException>(() => documents.Write("k", "1", 1, "{}", default));
        Assert.IsType<WeakSettingsException>(problem.InnerException);
    }

    [Fact]
    public void The_size_of_the_pool_is_bounded_unless_it_is_said()
    {
        const string database = "Host=h;Database=d;Username=u";
        Assert.InRange(SizeOf(database), 8, 32);
        Assert.Equal(77, SizeOf(database + ";Maximum Pool Size=77"));

        static int SizeOf(string given) =>
            new Npgsql.NpgsqlConnectionStringBuilder(new PostgresConnections(given).ForReaders).MaxPoolSize;
    }

    [Theory]
    [InlineData("ALTER DATABASE {0} SET synchronous_commit = off", true)]
    [InlineData("ALTER DATABASE {0} SET synchronous_commit = local", false)]
    public async Task A_database_that_does_not_wait_for_the_disk_is_refused(string weaken, bool isRefused)
    {
        var database = await postgres.NewDatabase();
        var name = await PostgresFixture.Ask(database, "SELECT current_database()") as string;
        await PostgresFixture.Run(database, weaken.Replace("{0}", name, StringComparison.Ordinal));
        if (isRefused)
        {
            await AssertIsRefused(database, "synchronous_commit=off");
        }
        else
        {
            await using var taken = await Open(database);
        }
    }

    [Fact]
    public async Task A_database_in_another_encoding_is_refused()
    {
        var database = await postgres.NewDatabase("ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
        await AssertIsRefused(database, "LATIN1");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named_in_one_line_without_the_password()
    {
        RequireAll.Postgres();
        var problem = await AssertIsRefused("Host=127.0.0.1;Port=1;Username=u;Password=hush;Database=d", "127.0.0.1:1/d");
        Assert.DoesNotContain("hush", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Host=127.0.0.1")]
    [InlineData("Password=hush;Colour=blue")]
    public async Task A_connection_string_that_says_too_little_is_refused(string connectionString) =>
        Assert.DoesNotContain(
            "hush", (await AssertIsRefused(connectionString, "connection string")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        var database = await Made();
        await PostgresFixture.Run(database, "INSERT INTO schema_version VALUES (9999, 'future', 'x', 0)");
        Assert.IsType<SchemaIsNewerException>(await AssertIsRefused(database, "9999"));
    }

    [Fact]
    public async Task A_changed_script_is_refused()
    {
        var database = await Made();
        await PostgresFixture.Run(database, "UPDATE schema_version SET checksum = 'other' WHERE version = 1");
        Assert.IsType<SchemaIsChangedException>(await AssertIsRefused(database, "0001"));
    }

    [Fact]
    public async Task Of_many_that_start_at_once_one_applies_the_schema_and_all_know_one_epoch()
    {
        var database = await postgres.NewDatabase();
        var opened = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Open(database)));
        Assert.Single(opened.Select(each => each.Epoch).Distinct());
        Assert.NotEqual(Guid.Empty, opened[0].Epoch);
        Assert.Equal(
            (long)PostgresSchema.Scripts.All.Length, await PostgresFixture.Ask(database, "SELECT count(*) FROM schema_version"));
        foreach (var each in opened)
        {
            await each.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_epoch_stays_over_restarts_until_it_is_taken_away()
    {
        var database = await postgres.NewDatabase();
        var first = await EpochOf(database);
        Assert.Equal(first, await EpochOf(database));
        await PostgresFixture.Run(database, "DELETE FROM meta WHERE key = 'epoch'");
        Assert.NotEqual(first, await EpochOf(database));
    }

    [Fact]
    public async Task Ports_of_a_host_work_while_it_runs_and_say_so_afterwards()
    {
        var database = await postgres.NewDatabase();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddPostgresStore(options => options.ConnectionString = database);
        using var host = builder.Build();
        await host.StartAsync();
        var documents = host.Services.GetRequiredService<IDocumentStore>();
        Assert.Equal(1, await documents.Write("a", "b", 0, "{}", default));
        await host.StopAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => documents.Write("a", "b", 1, "{}", default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => documents.Read("a", "b", default));
        Assert.Equal("{}", await PostgresFixture.Ask(database, "SELECT json FROM document"));
    }

    private Task<PostgresDatabase> Open(string connectionString) => PostgresFixture.Open(connectionString, metrics);

    private async Task<string> Made()
    {
        var database = await postgres.NewDatabase();
        await EpochOf(database);
        return database;
    }

    private async Task<Guid> EpochOf(string connectionString)
    {
        await using var opened = await Open(connectionString);
        return opened.Epoch;
    }

    private async Task<StoreStartupException> AssertIsRefused(string connectionString, string named)
    {
        var problem = await Assert.ThrowsAnyAsync<StoreStartupException>(() => Open(connectionString));
        Assert.Contains(named, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
        return problem;
    }
}
