using System.Text.Json;
using MessageCenter.LoadTest;

namespace MessageCenter.Faults.Tests;

/// <summary>Runs commands of the load test as people do.</summary>
internal static class LoadTestCommand
{
    /// <summary>Every promise was kept.</summary>
    public static Task<JsonElement> Run(params string[] words) => Run(0, words);

    /// <summary>Ends with this code; returns its last line.</summary>
    public static async Task<JsonElement> Run(int expectedCode, string[] words)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var exitCode = await Commands.Run(words, output, errors);
        Assert.True(exitCode == expectedCode, $"Exit code {exitCode}, expected {expectedCode}.\n{output}\n{errors}");
        return JsonElement.Parse(output.ToString().TrimEnd().Split('\n')[^1]);
    }

    /// <summary>Nothing lost, doubled or out of order.</summary>
    public static void KeepsItsPromise(JsonElement figures)
    {
        Assert.Equal(0, figures.GetProperty("lost").GetInt32());
        Assert.Equal(0, figures.GetProperty("doubled").GetInt32());
        Assert.Equal(0, figures.GetProperty("outOfOrder").GetInt32());
    }
}
