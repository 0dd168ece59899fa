namespace MessageCenter.LoadTest.Machine;

/// <summary>A process that is started with these settings takes the time from the system's clock and a file that says how wrong it is.</summary>
internal sealed class FalseClock
{
    private const string Library = "libfaketimeMT.so.1";
    private readonly string file;

    private FalseClock(string file, string library)
    {
        this.file = file;
        Settings = new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = library,
            ["FAKETIME_TIMESTAMP_FILE"] = file,
            ["FAKETIME_NO_CACHE"] = "1",
            // What measures durations is another clock, and it does not jump.
            ["DONT_FAKE_MONOTONIC"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        };
    }

    /// <summary>Why this machine cannot do it; null: it can.</summary>
    public static string? Missing => Find() is null ? "libfaketime is missing: apt-get install libfaketime." : null;

    /// <summary>The process's environment.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>A clock that is right.</summary>
    public static async Task<FalseClock> Make(string file, CancellationToken cancel)
    {
        var clock = new FalseClock(file, Find() ?? throw new LoadTestException(Missing ?? ""));
        await clock.Set("+0", cancel);
        return clock;
    }

    /// <summary>From now on so much wrong, in libfaketime's words: "+1h", "-1d".</summary>
    public async Task Set(string offset, CancellationToken cancel)
    {
        // Whoever reads the time finds the old file or the new one, never half of it.
        await File.WriteAllTextAsync(file + ".next", offset + "\n", cancel);
        File.Move(file + ".next", file, overwrite: true);
    }

    private static string? Find() => !Directory.Exists("/usr/lib") ? null
        : Directory.EnumerateDirectories("/usr/lib")
            .Select(folder => Path.Combine(folder, "faketime", Library)).FirstOrDefault(File.Exists);
}
