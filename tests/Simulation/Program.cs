using System.Globalization;
using System.Reflection;
using MessageCenter.Simulation.Engine;
using MessageCenter.Simulation.Planting;
using MessageCenter.Simulation.Runs;

namespace MessageCenter.Simulation;

/// <summary>
/// The simulator's commands: --seeds N [--from N] [--minutes N] [--threads N] runs many seeds, --seed N replays one with its
/// trace, --planted [--seeds N] [--bug name] looks for every planted bug. Exit code 1: something was found, or not found.
/// </summary>
internal static class Program
{
    /// <summary>Enough that everything that must occur now and then has had its chance.</summary>
    private const long SeedsForOccurrences = 1_000;

    private static int Main(string[] arguments)
    {
        if (Number(arguments, "--bug-awake") is { } awake)
        {
            Planted.Wake((int)awake);
        }
        return arguments.Contains("--planted") ? RunPlanted(arguments)
            : Number(arguments, "--seed") is { } seed ? Replay(seed)
            : Number(arguments, "--seeds") is { } seeds ? RunMany(arguments, seeds)
            : Explain();
    }

    private static int Replay(ulong seed)
    {
        var result = SeedRun.Run(seed, Console.WriteLine);
        Console.WriteLine($"seed {seed}: {result.Commands} commands, {result.Steps} steps, {result.VirtualTime:c} of virtual time, hash {result.Hash:x16}");
        return Tell(result);
    }

    private static int RunMany(string[] arguments, ulong seeds)
    {
        var batch = new Batch(Number(arguments, "--from") ?? 1, seeds, Threads(arguments))
        {
            EndsWith = result =>
            {
                Tell(result);
                return false;
            },
            TimeBox = Number(arguments, "--minutes") is { } minutes ? TimeSpan.FromMinutes(minutes) : Timeout.InfiniteTimeSpan,
        };
        batch.Run();
        var totals = batch.Totals;
        var rate = (totals.Seeds / batch.Elapsed.TotalSeconds).ToString("F2", CultureInfo.InvariantCulture);
        Console.WriteLine(
            $"{totals.Seeds} seeds in {batch.Elapsed.TotalSeconds:F0} s, {rate} seeds/s; "
            + $"{totals.Twice} of them twice, {totals.Unlike.Count} unlike");
        Console.WriteLine(
            $"{totals.Commands} commands, at least {totals.CommandsLeast} in each seed; {totals.Steps} steps; "
            + $"{totals.VirtualTime.TotalHours:F0} hours of virtual time");
        Console.WriteLine($"{totals.Checks} checks made, {totals.Violations.Count} violations");
        Console.WriteLine("faults: " + string.Join(", ", Enum.GetValues<Fault>().Select(kind => $"{kind} {totals.Faults[(int)kind]}")));
        Console.WriteLine("crash points: " + string.Join(", ", totals.CrashPoints.Select(point => $"{point.Key} {point.Value}")));
        Console.WriteLine("sometimes: " + string.Join(", ", totals.Sometimes.Select(one => $"{one.Key} {one.Value}")));
        var missing = totals.Seeds >= SeedsForOccurrences ? totals.Missing() : [];
        Console.WriteLine(missing.Count == 0 ? "nothing that must occur is missing" : "never occurred: " + string.Join(", ", missing));
        foreach (var unlike in totals.Unlike)
        {
            Console.WriteLine($"seed {unlike} went two ways");
        }
        if (totals.Seeds < (long)seeds)
        {
            Console.WriteLine($"the time is over: --from {batch.Next} goes on");
        }
        if (totals.Poor.Count > 0)
        {
            Console.WriteLine($"fewer than {SeedRun.CommandsMin} commands in seeds {string.Join(' ', totals.Poor.Order())}");
        }
        return totals.Violations.Count + totals.Unlike.Count + totals.Poor.Count + missing.Count == 0 ? 0 : 1;
    }

    private static int RunPlanted(string[] arguments)
    {
        var seedsMax = Number(arguments, "--seeds") ?? 2_000;
        var only = Text(arguments, "--bug");
        var missed = 0;
        for (var bug = 1; bug <= Planted.All.Length; bug++)
        {
            var (name, sentence) = Planted.All[bug - 1];
            if (only is not null && only != name)
            {
                continue;
            }
            var (caught, seeds) = PlantedRun.Look(bug, Number(arguments, "--from") ?? 1, seedsMax, Threads(arguments));
            missed += caught is null ? 1 : 0;
            Console.WriteLine(caught is null
                ? $"{bug,2} {name}: NOT caught in {seeds} seeds. {sentence}"
                : $"{bug,2} {name}: caught after {seeds} seeds, seed {caught.Seed}. {caught.Violation}");
        }
        Console.WriteLine($"{Planted.All.Length} planted bugs, {missed} not caught");
        return missed == 0 ? 0 : 1;
    }

    private static int Tell(SeedResult result)
    {
        if (result.Violation is null)
        {
            return 0;
        }
        Console.WriteLine($"VIOLATION seed {result.Seed} commit {Commit()}: {result.Violation}");
        return 1;
    }

    /// <summary>The commit that was built, as the SDK writes it behind the version.</summary>
    private static string Commit() =>
        typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [_, var commit]
            ? commit
            : "unknown";

    private static int Explain()
    {
        Console.WriteLine("--seeds N [--from N] [--minutes N] [--threads N] | --seed N | --planted [--seeds N] [--bug NAME]");
        return 2;
    }

    private static int Threads(string[] arguments) => (int)(Number(arguments, "--threads") ?? 2);

    private static ulong? Number(string[] arguments, string name) =>
        Text(arguments, name) is { } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : null;

    private static string? Text(string[] arguments, string name) =>
        Array.IndexOf(arguments, name) is >= 0 and var place && place + 1 < arguments.Length ? arguments[place + 1] : null;
}
