using System.Globalization;

namespace MessageCenter.LoadTest.Measure;

/// <summary>What the kernel says about a process (Linux's /proc).</summary>
internal static class ProcessFigures
{
    /// <summary>The unit of /proc/PID/stat: USER_HZ, 100 on every architecture .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>User and system time together, of all threads. Null: the process is gone.</summary>
    public static double? TryCpuSeconds(int processId)
    {
        try
        {
            return CpuSeconds(processId);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>User and system time together, of all threads.</summary>
    public static double CpuSeconds(int processId)
    {
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        // The second field is the program's name in parentheses and may hold blanks: count from its end.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture))
            / TicksPerSecond;
    }

    /// <summary>Resident memory.</summary>
    public static long ResidentBytes(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(6).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) * 1024;
    }
}
