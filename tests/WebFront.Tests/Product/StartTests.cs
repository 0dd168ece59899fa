using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MessageCenter.WebFront.Tests.Rest;
using Microsoft.Data.Sqlite;

namespace MessageCenter.WebFront.Tests.Product;

/// <summary>Starts that must fail, and say why in one line.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task Is_refused_where_another_listens()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        Refused(await ProductProcess.RunToEnd(new() { Urls = taken }), taken);
        Refused(await ProductProcess.RunToEnd(new() { DemoUrls = taken }), taken);
    }

    [Fact]
    public async Task Is_refused_without_a_data_folder_to_write_to()
    {
        using var folder = new Folder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "");
        Refused(await Run("--data", Path.Combine(file, "data")), "data folder");
    }

    [Fact]
    public async Task Is_refused_when_another_process_has_the_data_folder()
    {
        await using var first = await ProductProcess.Start();
        Refused(await ProductProcess.RunToEnd(new() { Data = first.Data }), "in use by another process");
    }

    [Fact]
    public async Task Is_refused_on_a_store_of_a_newer_version()
    {
        using var folder = new Folder();
        await using (var product = await ProductProcess.Start(new() { Data = folder.Path }))
        {
            Assert.Equal(0, await product.Stop());
        }
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "message-center.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText =
                "INSERT INTO schema_version (version, name, checksum, at) SELECT 9999, name, checksum, at FROM schema_version LIMIT 1";
            await command.ExecuteNonQueryAsync();
        }
        Refused(await ProductProcess.RunToEnd(new() { Data = folder.Path }), "schema version");
    }

    [Theory]
    [InlineData("--no-such-option")]
    [InlineData("extra")]
    [InlineData("--urls")]
    [InlineData("--urls", "nonsense")]
    [InlineData("--presence-grace-seconds", "-1")]
    [InlineData("--restore", "no-such-file")]
    public async Task Is_refused_with_options_that_make_no_sense(params string[] options)
    {
        using var folder = new Folder();
        Refused(await Run(["--data", folder.Path, .. options]), "");
    }

    [Fact]
    public async Task Ends_within_five_seconds_of_SIGTERM_and_leaves_the_data_folder_free()
    {
        using var folder = new Folder();
        await using var product = await ProductProcess.Start(new() { Data = folder.Path });
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, await product.Stop());
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
        await product.Restart();
        using var client = new RestClient(product.Address);
        Assert.Equal(HttpStatusCode.OK, (await client.Get("/health/ready")).StatusCode);
    }

    private static void Refused((int ExitCode, string Output) run, string expected)
    {
        Assert.Equal(1, run.ExitCode);
        var line = Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", line, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> Run(params string[] options)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(Repository.ProductOutput, "MessageCenter.MessageCenter.dll"));
        foreach (var option in options)
        {
            start.ArgumentList.Add(option);
        }
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        Assert.Empty(await output);
        return (process.ExitCode, await errors);
    }
}

/// <summary>A folder that goes with the test.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("messagecenter-start-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
