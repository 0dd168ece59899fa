namespace MessageCenter.ClusterProcesses;

/// <summary>Waits for what a process must come to, and says what was there instead.</summary>
internal static class Patience
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks again and again. Gives up when time is over, or when the process has ended.</summary>
    public static async Task Until(
        Func<Task<bool>> isSo, ChildProcess child, string expected, TimeSpan within, CancellationToken cancel)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            if (child.ExitCode is { } code)
            {
                throw new ClusterException($"{child.Name} ended with code {code} before {expected}:\n{child.LogTail()}");
            }
            if (TimeProvider.System.GetElapsedTime(begun) > within)
            {
                throw new ClusterException($"{child.Name}: not within {within.TotalSeconds} s: {expected}.\n{child.LogTail()}");
            }
            await Task.Delay(Pause, TimeProvider.System, cancel);
        }
    }
}
