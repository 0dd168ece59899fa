using System.Security.Cryptography;

namespace MessageCenter.Domain.Deliveries;

/// <summary>When a delivery is tried again, and when it is left alone.</summary>
public static class DeliverySchedule
{
    /// <summary>A round of tries lasts no longer.</summary>
    public static TimeSpan GivesUpAfter { get; } = TimeSpan.FromHours(24);

    /// <summary>What was given up can be asked for again this long.</summary>
    public static TimeSpan KeptAfterFailure { get; } = TimeSpan.FromDays(30);

    private static TimeSpan WaitMax { get; } = TimeSpan.FromHours(4);

    /// <summary>
    /// Three times longer after each try, up to four hours; up to a fifth more or less, so that what failed together does not
    /// come back together. The chance is in the id: the same delivery waits the same time wherever it is asked for.
    /// </summary>
    public static TimeSpan WaitAfter(CommandId id, int tries, TimeSpan firstWait)
    {
        var wait = Math.Min(firstWait.TotalSeconds * Math.Pow(3, Math.Max(0, tries - 1)), WaitMax.TotalSeconds);
        return TimeSpan.FromSeconds(wait * (0.8 + (0.4 * Chance(id, tries) / byte.MaxValue)));
    }

    /// <summary>
    /// The id under which a conversation is told what became of a delivery: one for its success, one for each round that was
    /// given up, so that being told twice makes one entry.
    /// </summary>
    public static CommandId ReportOf(Delivery delivery) => delivery.Status == DeliveryStatus.Sent
        ? delivery.DeliveryId
        : new(new Guid(Hash(delivery.DeliveryId, delivery.Round).AsSpan(0, 16)));

    private static byte Chance(CommandId id, int tries) => Hash(id, tries)[31];

    private static byte[] Hash(CommandId id, int number)
    {
        Span<byte> bytes = stackalloc byte[20];
        id.Value.TryWriteBytes(bytes);
        BitConverter.TryWriteBytes(bytes[16..], number);
        return SHA256.HashData(bytes);
    }
}
