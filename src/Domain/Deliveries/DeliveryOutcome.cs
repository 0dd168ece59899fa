namespace MessageCenter.Domain.Deliveries;

/// <summary>How a try ended.</summary>
/// <param name="Problem">What stood in the way; null: it was sent.</param>
/// <param name="IsFinal">Another try would end the same way.</param>
/// <param name="ServerSaid">The server's own words, one line.</param>
[GenerateSerializer, Immutable, Alias("DeliveryOutcome")]
public sealed record DeliveryOutcome(DeliveryProblem? Problem, bool IsFinal = false, string? ServerSaid = null)
{
    /// <summary>The server has taken it.</summary>
    public static DeliveryOutcome Sent { get; } = new(Problem: null);

    /// <summary>It may go better next time.</summary>
    public static DeliveryOutcome Later(DeliveryProblem problem, string? serverSaid = null) => new(problem, false, LineOf(serverSaid));

    /// <summary>It will never go better.</summary>
    public static DeliveryOutcome Never(DeliveryProblem problem, string? serverSaid = null) => new(problem, true, LineOf(serverSaid));

    // What another server says is shown to people: one line of visible signs, not too long.
    private static string? LineOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        var line = string.Concat(text.Select(unit => char.IsControl(unit) || char.IsSurrogate(unit) ? ' ' : unit)).Trim();
        return line.Length > Limits.ServerWordsLengthMax ? line[..Limits.ServerWordsLengthMax] : line;
    }
}
