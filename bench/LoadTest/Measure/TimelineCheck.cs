namespace MessageCenter.LoadTest.Measure;

/// <summary>A message that the server acknowledged, or may have stored without saying so (seq 0).</summary>
internal readonly record struct SentMessage(Guid CommandId, long Seq, string Text)
{
    public bool IsAcknowledged => Seq > 0;
}

/// <summary>A message as a reader finds it.</summary>
internal readonly record struct ReadEntry(long Seq, Guid CommandId, string? Text);

/// <summary>How often the promise was broken.</summary>
internal readonly record struct Violations(int Lost, int Doubled, int OutOfOrder)
{
    public static Violations operator +(Violations left, Violations right) =>
        new(left.Lost + right.Lost, left.Doubled + right.Doubled, left.OutOfOrder + right.OutOfOrder);

    public bool Any => Lost + Doubled + OutOfOrder > 0;
}

/// <summary>
/// Compares what one conversation's participants sent, in the order in which they sent it, with what a fresh reader finds:
/// every acknowledged message exactly once, at its seq, with its text; nobody's twice; seqs 1, 2, 3 … without holes.
/// </summary>
internal static class TimelineCheck
{
    public static Violations Check(IReadOnlyList<SentMessage> sent, IReadOnlyList<ReadEntry> read)
    {
        var violations = new Violations();
        var seqs = new Dictionary<Guid, long>();
        var texts = new Dictionary<Guid, string?>();
        for (var at = 0; at < read.Count; at++)
        {
            var entry = read[at];
            if (entry.Seq != at + 1)
            {
                violations = violations with { OutOfOrder = violations.OutOfOrder + 1 };
            }
            if (entry.CommandId == Guid.Empty)
            {
                continue;
            }
            if (!seqs.TryAdd(entry.CommandId, entry.Seq))
            {
                violations = violations with { Doubled = violations.Doubled + 1 };
            }
            texts.TryAdd(entry.CommandId, entry.Text);
        }
        var previous = 0L;
        foreach (var message in sent)
        {
            if (!seqs.TryGetValue(message.CommandId, out var seq))
            {
                violations = violations with { Lost = violations.Lost + (message.IsAcknowledged ? 1 : 0) };
                continue;
            }
            if (texts[message.CommandId] != message.Text)
            {
                violations = violations with { Lost = violations.Lost + 1 };
            }
            if (seq <= previous || (message.IsAcknowledged && seq != message.Seq))
            {
                violations = violations with { OutOfOrder = violations.OutOfOrder + 1 };
            }
            previous = seq;
        }
        return violations;
    }
}
