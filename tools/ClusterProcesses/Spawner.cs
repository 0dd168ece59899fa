using System.Collections.Concurrent;
using System.Diagnostics;

namespace MessageCenter.ClusterProcesses;

/// <summary>
/// Starts processes from one thread that lives as long as we do. The kernel takes the death of the thread that started a
/// child for the death of its parent, and threads of the pool come and go.
/// </summary>
internal static class Spawner
{
    private static readonly BlockingCollection<Action> Starts = [];
    private static readonly Thread Parent = Begin();

    /// <summary>Starts it; fails as Process.Start does.</summary>
    public static Task<Process> Start(ProcessStartInfo info)
    {
        Debug.Assert(Parent.IsAlive, "The parent of all children is gone.");
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(info) ?? throw new InvalidOperationException("No process was started."));
            }
            catch (Exception problem)
            {
                started.SetException(problem);
            }
        });
        return started.Task;
    }

    private static Thread Begin()
    {
        var thread = new Thread(Run) { IsBackground = true, Name = "parent of processes" };
        thread.Start();
        return thread;
    }

    private static void Run()
    {
        foreach (var start in Starts.GetConsumingEnumerable())
        {
            start();
        }
    }
}
