using MessageCenter.Simulation.Checks;

namespace MessageCenter.Simulation.Runs;

/// <summary>What one seed came to.</summary>
internal sealed record SeedResult(
    ulong Seed,
    ulong Hash,
    long Steps,
    long Commands,
    long Checks,
    TimeSpan VirtualTime,
    long[] Faults,
    IReadOnlyDictionary<string, long> CrashPoints,
    IReadOnlyDictionary<string, long> Sometimes,
    Violation? Violation);
