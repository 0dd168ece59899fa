using System.Diagnostics.Metrics;

namespace MessageCenter.WebFront.Hubs;

/// <summary>What the web front measures of its sockets.</summary>
internal sealed class HubMetrics : IDisposable
{
    public const string MeterName = "MessageCenter.WebFront";

    private readonly Meter meter;
    private readonly UpDownCounter<long> sockets;
    private readonly Histogram<double> calls;
    private readonly Counter<long> pushes;

    public HubMetrics(IMeterFactory meters)
    {
        meter = meters.Create(MeterName);
        sockets = meter.CreateUpDownCounter<long>("messagecenter.sockets", "{socket}", "Open sockets.");
        calls = meter.CreateHistogram<double>("messagecenter.hub.call.duration", "s", "Time from call to answer.");
        pushes = meter.CreateCounter<long>("messagecenter.push.count", "{push}", "Pushes sent to an audience.");
    }

    public void SocketOpened(string kind) => sockets.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void SocketClosed(string kind) => sockets.Add(-1, new KeyValuePair<string, object?>("kind", kind));

    public void Called(string method, TimeSpan duration) =>
        calls.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("method", method));

    public void Pushed(string push) => pushes.Add(1, new KeyValuePair<string, object?>("push", push));

    public void Dispose() => meter.Dispose();
}
