namespace MessageCenter.Faults.Tests;

/// <summary>Processes by their id.</summary>
internal static class LiveProcess
{
    /// <summary>It is there. A zombie is not: it only waits for whoever inherits orphans here.</summary>
    public static bool Is(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }
}
