using System.Diagnostics.Metrics;

namespace MessageCenter.Grains.Runtime;

/// <summary>What the grains of this silo tell about themselves on the meter "MessageCenter.Grains".</summary>
public sealed class GrainMetrics : IDisposable
{
    private readonly Meter meter;
    private readonly Counter<long> posted;
    private readonly Histogram<double> storing;
    private readonly UpDownCounter<long> live;
    private readonly UpDownCounter<long> slotsTaken;
    private readonly UpDownCounter<long> slotsMaximum;
    private readonly UpDownCounter<long> waiting;

    /// <summary>Makes the instruments.</summary>
    public GrainMetrics(IMeterFactory meters)
    {
        meter = meters.Create("MessageCenter.Grains");
        posted = meter.CreateCounter<long>("messagecenter.message.posted", "{message}", "Messages that were stored, by author.");
        storing = meter.CreateHistogram<double>(
            "messagecenter.command.duration", "s", "From a command's arrival at its conversation to its durable answer.");
        live = meter.CreateUpDownCounter<long>("messagecenter.conversations.live", "{conversation}", "Live conversations.");
        slotsTaken = meter.CreateUpDownCounter<long>("messagecenter.slots.taken", "{slot}", "Chat slots in use by available operators.");
        slotsMaximum = meter.CreateUpDownCounter<long>("messagecenter.slots.maximum", "{slot}", "Chat slots of available operators.");
        waiting = meter.CreateUpDownCounter<long>(
            "messagecenter.conversations.waiting", "{conversation}", "Conversations in the line: they could be live and are not.");
    }

    /// <summary>A message of this kind of author is durable.</summary>
    internal void Posted(string author) => posted.Add(1, new KeyValuePair<string, object?>("author", author));

    /// <summary>A command was answered.</summary>
    internal void Answered(TimeSpan duration) => storing.Record(duration.TotalSeconds);

    internal Share Live() => new(live);

    internal Share SlotsTaken() => new(slotsTaken);

    internal Share SlotsMaximum() => new(slotsMaximum);

    internal Share Waiting() => new(waiting);

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    /// <summary>One grain's part of a sum: it says its own value, and takes it back when it leaves.</summary>
    internal sealed class Share(UpDownCounter<long> sum)
    {
        private long value;

        public void Set(long now)
        {
            if (now != value)
            {
                sum.Add(now - value);
                value = now;
            }
        }
    }
}
