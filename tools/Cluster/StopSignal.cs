using System.Runtime.InteropServices;

namespace MessageCenter.Cluster;

/// <summary>Ctrl+C, SIGTERM, or the terminal that was closed: from the first moment on, also while the cluster starts.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource stopped = new();
    private readonly PosixSignalRegistration[] registrations;

    public StopSignal() => registrations =
        [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Stop))];

    /// <summary>Cancelled by the signal.</summary>
    public CancellationToken Token => stopped.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }
        stopped.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        // We end in our own order, not at once.
        signal.Cancel = true;
        stopped.Cancel();
    }
}
