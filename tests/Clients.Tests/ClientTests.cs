using System.Text.Json;

namespace MessageCenter.Clients.Tests;

/// <summary>What Vitest said, from one run for all files.</summary>
public sealed class VitestRun : IAsyncLifetime
{
    private readonly Dictionary<string, JsonElement> files = new(StringComparer.Ordinal);
    private string output = "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!Directory.Exists(Path.Combine(ClientTools.Folder, "node_modules")) || RequireAll.OnPath("node") is null)
        {
            return;
        }
        var report = Path.Combine(Path.GetTempPath(), $"vitest-{Environment.ProcessId}.json");
        (_, output) = await ClientTools.Run("node", "node_modules/vitest/vitest.mjs", "run", "--reporter=json", $"--outputFile={report}");
        if (File.Exists(report))
        {
            using var said = JsonDocument.Parse(await File.ReadAllTextAsync(report));
            foreach (var file in said.RootElement.GetProperty("testResults").EnumerateArray())
            {
                files[Path.GetRelativePath(ClientTools.Folder, file.GetProperty("name").GetString() ?? "")] = file.Clone();
            }
            File.Delete(report);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Fails with every test of the file that did not pass.</summary>
    public void AssertPassed(string path)
    {
        if (!files.TryGetValue(path, out var file))
        {
            Assert.Fail($"Vitest did not run {path}.\n{output}");
        }
        var tests = file.GetProperty("assertionResults").EnumerateArray().ToArray();
        var problems = tests.Where(test => test.GetProperty("status").GetString() != "passed").Select(Describe).ToArray();
        if (tests.Length == 0 || problems.Length > 0 || file.GetProperty("status").GetString() != "passed")
        {
            var message = file.TryGetProperty("message", out var said) ? said.GetString() : "";
            Assert.Fail($"{path}: {problems.Length} of {tests.Length} tests did not pass.\n{message}\n{string.Join("\n\n", problems)}");
        }
    }

    private static string Describe(JsonElement test)
    {
        var messages = test.GetProperty("failureMessages").EnumerateArray().Select(message => message.GetString());
        return $"{test.GetProperty("status").GetString()}: {test.GetProperty("fullName").GetString()}\n{string.Join('\n', messages)}";
    }
}

/// <summary>The TypeScript clients, as part of `dotnet test`: their own tests, types and rules.</summary>
public sealed class ClientTests(VitestRun vitest) : IClassFixture<VitestRun>
{
    public static TheoryData<string> Files() =>
    [
        .. Directory.EnumerateFiles(ClientTools.Folder, "*.test.*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(ClientTools.Folder, path))
            .Where(path => !path.StartsWith("node_modules", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Tests_pass_in(string file)
    {
        ClientTools.Require();
        vitest.AssertPassed(file);
    }

    [Theory]
    [InlineData("typecheck")]
    [InlineData("lint")]
    public async Task The_workspace_holds_its(string script)
    {
        ClientTools.Require();
        var (exitCode, output) = await ClientTools.Run("npm", "run", "--silent", script);
        Assert.True(exitCode == 0, $"npm run {script} ended with {exitCode}.\n{output}");
    }
}
