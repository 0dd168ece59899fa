using MessageCenter.Simulation.Planting;

namespace MessageCenter.Simulation.Runs;

/// <summary>Wakes one planted bug after the other and looks for it, seed by seed.</summary>
internal static class PlantedRun
{
    /// <summary>The seed that caught the bug, and what it saw; null when none did.</summary>
    public static (SeedResult? Caught, long Seeds) Look(int bug, ulong from, ulong seedsMax, int threads)
    {
        Planted.Wake(bug);
        try
        {
            var batch = new Batch(from, seedsMax, threads) { EndsWith = result => result.Violation is not null };
            batch.Run();
            return (batch.Totals.Violations.MinBy(result => result.Seed), batch.Totals.Seeds);
        }
        finally
        {
            Planted.Wake(0);
        }
    }
}
