using MessageCenter.Domain;

namespace MessageCenter.Grains.Interfaces;

/// <summary>
/// What a command is answered. Either (seq, at) of the entry it caused, or nothing but success for a command that
/// changes no timeline, or a rejection. The same command again gets the same answer.
/// </summary>
[GenerateSerializer, Immutable, Alias("Answer")]
public sealed record Answer(long? Seq, DateTimeOffset? At, Rejection? Rejection)
{
    /// <summary>It holds, without an entry of its own.</summary>
    public static Answer Done { get; } = new(null, null, null);

    /// <summary>It is stored as this entry.</summary>
    public static Answer Stored(long seq, DateTimeOffset at) => new(seq, at, null);

    /// <summary>Nothing happened.</summary>
    public static Answer Rejected(Rejection rejection) => new(null, null, rejection);
}
