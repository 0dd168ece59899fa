using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Search;
using MessageCenter.Storage.Sql.Sqlite;
using MessageCenter.Storage.Tests.Contract;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MessageCenter.Storage.Tests.Sqlite;

public sealed class SqliteStartupTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StoreMetrics metrics = new();

    private string StorePath => folder.File("data/store.db");

    public void Dispose()
    {
        metrics.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(SqliteSynchronous.Off)]
    [InlineData(SqliteSynchronous.Normal)]
    public void Weak_synchronous_is_refused(SqliteSynchronous synchronous)
    {
        var problem = Assert.Throws<WeakSettingsException>(() => Open(synchronous));
        Assert.Contains($"synchronous={(int)synchronous}", problem.Message, StringComparison.Ordinal);
        AssertIsOneLine(problem);
    }

    [Theory]
    [InlineData(SqliteSynchronous.Full)]
    [InlineData(SqliteSynchronous.Extra)]
    public void Strong_synchronous_is_taken(SqliteSynchronous synchronous) => Open(synchronous).Dispose();

    [Theory]
    [InlineData("PRAGMA journal_mode = DELETE", "journal_mode=delete")]
    [InlineData("PRAGMA synchronous = 1", "synchronous=1")]
    [InlineData("PRAGMA foreign_keys = OFF", "foreign_keys=0")]
    public void Settings_that_did_not_take_are_refused(string weaken, string named)
    {
        Open().Dispose();
        using var connection = SqliteConnections.OpenWriter(new() { Path = StorePath });
        SqliteConnections.Run(connection, weaken);
        var problem = Assert.Throws<WeakSettingsException>(() => SqliteConnections.CheckSettings(connection, StorePath));
        Assert.Contains(named, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_with_weak_settings_inside_is_opened_with_strong_ones()
    {
        Open().Dispose();
        Change("PRAGMA journal_mode = DELETE");
        Open().Dispose();
        Assert.Equal("wal", Ask("PRAGMA journal_mode"));
    }

    [Fact]
    public void A_newer_schema_is_refused()
    {
        Open().Dispose();
        Change("INSERT INTO schema_version VALUES (9999, 'future', 'x', 0)");
        var problem = Assert.Throws<SchemaIsNewerException>(() => Open());
        Assert.Contains("9999", problem.Message, StringComparison.Ordinal);
        AssertIsOneLine(problem);
    }

    [Fact]
    public void A_changed_script_is_refused()
    {
        Open().Dispose();
        Change("UPDATE schema_version SET checksum = 'other' WHERE version = 1");
        AssertIsOneLine(Assert.Throws<SchemaIsChangedException>(() => Open()));
    }

    [Fact]
    public void Scripts_are_applied_once()
    {
        Open().Dispose();
        var applied = Ask("SELECT group_concat(version || name || checksum || at) FROM schema_version");
        Open().Dispose();
        Assert.Equal(applied, Ask("SELECT group_concat(version || name || checksum || at) FROM schema_version"));
        Assert.Equal(SqliteSchema.Scripts.All.Length.ToString(), Ask("SELECT '' || count(*) FROM schema_version"));
    }

    [Fact]
    public void A_log_that_was_left_behind_is_copied_back_before_anything_is_appended()
    {
        var left = folder.File("left.db");
        using (Open())
        {
            Change("CREATE TABLE left_behind (x)");
            File.Copy(StorePath, left);
            File.Copy(StorePath + "-wal", left + "-wal");
        }
        Assert.NotEqual(0, new FileInfo(left + "-wal").Length);
        using var again = Open(path: left);
        Assert.Equal(0, new FileInfo(left + "-wal").Length);
        using var connection = SqliteConnections.Open(left, SqliteOpenMode.ReadOnly);
        Assert.Equal(0, SqliteConnections.Number(connection, "SELECT count(*) FROM left_behind"));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named_in_one_line()
    {
        File.WriteAllText(folder.File("data"), "a file in the way");
        var problem = Assert.Throws<StoreStartupException>(() => Open());
        Assert.Contains(StorePath, problem.Message, StringComparison.Ordinal);
        AssertIsOneLine(problem);
    }

    [Fact]
    public void A_folder_that_is_read_only_is_named_in_one_line()
    {
        // Nobody may make files there, not even the owner of the machine.
        var path = OperatingSystem.IsLinux() ? "/proc/self/store.db" : StorePath;
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs a folder that is read-only for everybody.");
        var problem = Assert.Throws<StoreStartupException>(() => Open(path: path));
        Assert.Contains(path, problem.Message, StringComparison.Ordinal);
        AssertIsOneLine(problem);
    }

    [Fact]
    public void A_file_that_is_no_store_is_refused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(StorePath)!);
        File.WriteAllText(StorePath, new string('x', 10_000));
        AssertIsOneLine(Assert.Throws<StoreStartupException>(() => Open()));
        Assert.Equal(new string('x', 10_000), File.ReadAllText(StorePath));
    }

    [Fact]
    public void A_second_process_is_refused()
    {
        using var first = Open();
        var problem = Assert.Throws<StoreStartupException>(() => Open());
        Assert.Contains("in use", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_epoch_stays_over_restarts()
    {
        using var first = Open();
        var epoch = first.Epoch;
        first.Dispose();
        using var second = Open();
        Assert.NotEqual(Guid.Empty, epoch);
        Assert.Equal(epoch, second.Epoch);
    }

    [Fact]
    public void Text_can_be_folded_here() => TextFold.SelfTest();

    [Fact]
    public async Task The_store_is_open_before_other_services_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<Probe>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Probe>());
        builder.Services.AddSqliteStore(options => options.Path = StorePath);
        using var host = builder.Build();
        await host.StartAsync();
        Assert.Equal(1, host.Services.GetRequiredService<Probe>().Written);
        await host.StopAsync();
        var store = host.Services.GetRequiredService<IDocumentStore>();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Write("a", "b", 1, "{}", default));
        Assert.Equal("{}", Ask("SELECT json FROM document"));
    }

    [Fact]
    public async Task Ports_of_a_store_that_is_not_open_say_so()
    {
        var talk = new Talk();
        await using var store = SqliteStoreUnderTest.CreateHere();
        store.Close();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Conversations.Append(talk.Start(), default));
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => store.Conversations.Load(talk.Account, talk.Id, 1, default));
    }

    private static void AssertIsOneLine(StoreStartupException problem) =>
        Assert.DoesNotContain('\n', problem.Message);

    private SqliteDatabase Open(SqliteSynchronous synchronous = SqliteSynchronous.Full, string? path = null) =>
        SqliteStoreUnderTest.OpenDatabase(new() { Path = path ?? StorePath, Synchronous = synchronous }, metrics);

    private void Change(string sql)
    {
        using var connection = SqliteConnections.Open(StorePath, SqliteOpenMode.ReadWrite);
        SqliteConnections.Run(connection, sql);
    }

    private string? Ask(string sql)
    {
        using var connection = SqliteConnections.Open(StorePath, SqliteOpenMode.ReadOnly);
        return SqliteConnections.Text(connection, sql);
    }

    private sealed class Probe(IDocumentStore documents) : IHostedService
    {
        public long? Written { get; private set; }

        public async Task StartAsync(CancellationToken cancellationToken) =>
            Written = await documents.Write("a", "b", 0, "{}", cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
