using MessageCenter.Domain;

namespace MessageCenter.Grains.Deliveries;

/// <summary>What was asked for within the last hour: so many in all, so many to one address. The same id counts once.</summary>
internal sealed class HourlyCount(int most, int mostToOne)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Queue<(TimeSpan At, CommandId Id, string Address)> admitted = [];

    /// <summary>There is room for one more, which takes it.</summary>
    public bool Admits(CommandId id, string address, TimeSpan now)
    {
        while (admitted.TryPeek(out var oldest) && now - oldest.At >= Hour)
        {
            admitted.Dequeue();
        }
        if (admitted.Any(one => one.Id == id))
        {
            return true;
        }
        if (admitted.Count >= most || admitted.Count(one => one.Address.Equals(address, StringComparison.OrdinalIgnoreCase)) >= mostToOne)
        {
            return false;
        }
        admitted.Enqueue((now, id, address));
        return true;
    }
}
