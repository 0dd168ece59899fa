namespace MessageCenter.Grains.Runtime;

/// <summary>Times that grains go by. Settings; the defaults are the product's.</summary>
public sealed class GrainTimings
{
    /// <summary>How long somebody whose last connection dropped still counts as there.</summary>
    public TimeSpan PresenceGrace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a grain compares what is with what should be and repeats what was not heard.</summary>
    public TimeSpan ReconcileEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a claimed chat slot waits for its conversation.</summary>
    public TimeSpan ClaimExpiresAfter { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long receipts may stay in memory before they are stored.</summary>
    public TimeSpan ReceiptsStoredAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the pages of a contact may stay in memory before they are stored, and shown.</summary>
    public TimeSpan PagesStoredAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The pace of a grain's own clock: an eighth of the grace time, between 100 ms and 2 s.</summary>
    public TimeSpan Tick => TimeSpan.FromMilliseconds(Math.Clamp(PresenceGrace.TotalMilliseconds / 8, 100, 2_000));
}
