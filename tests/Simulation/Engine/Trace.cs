using System.Globalization;
using System.Runtime.CompilerServices;

namespace MessageCenter.Simulation.Engine;

/// <summary>
/// What happened, step by step: always as a hash, so that two runs of one seed can be compared, and as lines when
/// somebody reads along.
/// </summary>
internal sealed class Trace
{
    private const ulong Prime = 0x100000001B3UL;

    public ulong Hash { get; private set; } = 0xCBF29CE484222325UL;

    /// <summary>Takes each line; null: only the hash is kept.</summary>
    public Action<string>? Sink { get; set; }

    public void Note(long now, string what, long detail)
    {
        Mix((ulong)now);
        Mix((ulong)detail);
        foreach (var letter in what)
        {
            Hash = (Hash ^ letter) * Prime;
        }
    }

    /// <summary>A step worth a line. The line is only put together when somebody reads it.</summary>
    public void Line(
        long now, string what, long detail, [InterpolatedStringHandlerArgument("")] ref LineHandler words)
    {
        Note(now, what, detail);
        Sink?.Invoke($"{TimeSpan.FromTicks(now).TotalSeconds.ToString("F4", CultureInfo.InvariantCulture),10}  {what,-14} {words.ToText()}");
    }

    private void Mix(ulong value) => Hash = (Hash ^ value) * Prime;

    /// <summary>Formats nothing when nobody reads.</summary>
    [InterpolatedStringHandler]
    public ref struct LineHandler
    {
        private DefaultInterpolatedStringHandler inner;
        private readonly bool isRead;

        public LineHandler(int literalLength, int formattedCount, Trace trace, out bool isRead)
        {
            isRead = trace.Sink is not null;
            this.isRead = isRead;
            inner = isRead ? new(literalLength, formattedCount, CultureInfo.InvariantCulture) : default;
        }

        public void AppendLiteral(string text) => inner.AppendLiteral(text);

        public void AppendFormatted<T>(T value) => inner.AppendFormatted(value);

        public string ToText() => isRead ? inner.ToStringAndClear() : "";
    }
}
