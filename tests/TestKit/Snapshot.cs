using System.Runtime.CompilerServices;
using Xunit;

namespace MessageCenter.TestKit;

/// <summary>
/// Compares text with a checked-in file beside the test, in a folder "snapshots". UPDATE_SNAPSHOTS=1 rewrites the file;
/// the difference is then reviewed like code.
/// </summary>
public static class Snapshot
{
    /// <summary>The text equals the file of this name.</summary>
    public static void Matches(string name, string actual, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test) ?? "", "snapshots", name);
        var text = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? "");
            File.WriteAllText(path, text);
            return;
        }
        if (!File.Exists(path))
        {
            Assert.Fail($"There is no snapshot {name}. UPDATE_SNAPSHOTS=1 writes it.");
        }
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text);
    }

    /// <summary>
    /// The lines of the file of this name, which are a promise to programs that run already. UPDATE_SNAPSHOTS=1 first
    /// rewrites the file with what is so today: lines are then promised too.
    /// </summary>
    public static IReadOnlyList<string> Promised(string name, IEnumerable<string> today, [CallerFilePath] string test = "")
    {
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Matches(name, string.Join('\n', today), test);
        }
        var path = Path.Combine(Path.GetDirectoryName(test) ?? "", "snapshots", name);
        return File.ReadAllLines(path);
    }
}
