using System.Diagnostics;
using System.Globalization;

namespace MessageCenter.ClusterProcesses;

/// <summary>Signals to processes that we started.</summary>
public static class Signal
{
    /// <summary>Sends it to all of them; who has ended meanwhile does not hear it.</summary>
    public static async Task Send(string signal, IEnumerable<int> processIds)
    {
        var info = new ProcessStartInfo("kill") { UseShellExecute = false, RedirectStandardError = true };
        info.ArgumentList.Add($"-{signal}");
        foreach (var id in processIds)
        {
            info.ArgumentList.Add(id.ToString(CultureInfo.InvariantCulture));
        }
        using var kill = Process.Start(info) ?? throw new ClusterException("kill cannot be started.");
        await kill.WaitForExitAsync();
    }
}
