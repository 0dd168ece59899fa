namespace MessageCenter.Simulation.Planting;

/// <summary>Which planted bug is awake in this process: none, but in a run that looks for it. Numbers start at 1.</summary>
internal static partial class Planted
{
    private static int awake;

    /// <summary>Wakes one bug; 0 puts all to sleep.</summary>
    public static void Wake(int number) => awake = number;

    /// <summary>True while this bug is awake.</summary>
    public static bool Is(int number) => awake == number;
}
