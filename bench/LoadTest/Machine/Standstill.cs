using MessageCenter.ClusterProcesses;

namespace MessageCenter.LoadTest.Machine;

/// <summary>SIGSTOP that has taken effect.</summary>
internal static class Standstill
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// Stops the processes and waits until each of their threads stands. One that is inside a sync stands when the sync is
    /// done; before that its acknowledgement cannot have left either.
    /// </summary>
    public static async Task Of(IReadOnlyList<int> processIds, CancellationToken cancel)
    {
        await Signal.Send("STOP", processIds);
        var begun = TimeProvider.System.GetTimestamp();
        while (!processIds.All(Stands))
        {
            if (TimeProvider.System.GetElapsedTime(begun) > Patience)
            {
                throw new LoadTestException("A process that was told to stop goes on.");
            }
            await Task.Delay(LooksEvery, cancel);
        }
    }

    private static bool Stands(int processId)
    {
        try
        {
            return Directory.EnumerateDirectories($"/proc/{processId}/task").All(thread => IsStopped(Path.Combine(thread, "stat")));
        }
        catch (DirectoryNotFoundException)
        {
            // It has ended.
            return true;
        }
    }

    private static bool IsStopped(string stat)
    {
        try
        {
            var text = File.ReadAllText(stat);
            // T: stopped. t: stopped, and somebody traces it. Z and X: it is over.
            return text[text.LastIndexOf(')') + 2] is 'T' or 't' or 'Z' or 'X';
        }
        catch (IOException)
        {
            return true;
        }
    }
}
