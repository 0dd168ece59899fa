using System.Diagnostics.Metrics;

namespace MessageCenter.Storage;

/// <summary>What the store tells about itself on the meter "MessageCenter.Storage".</summary>
internal sealed class StoreMetrics : IDisposable
{
    internal const string MeterName = "MessageCenter.Storage";

    private readonly Meter meter = new(MeterName);
    private readonly Histogram<int> batchSize;
    private readonly Histogram<double> appendDuration;

    public StoreMetrics()
    {
        batchSize = meter.CreateHistogram<int>(
            "messagecenter.store.commit.batch_size", "{operation}", "Operations that shared one commit.");
        appendDuration = meter.CreateHistogram<double>(
            "messagecenter.store.append.duration", "s", "From the call to the durable answer; its count is the number of appends.");
    }

    internal void Committed(int operations) => batchSize.Record(operations);

    internal void Appended(TimeSpan duration) => appendDuration.Record(duration.TotalSeconds);

    public void Dispose() => meter.Dispose();
}
