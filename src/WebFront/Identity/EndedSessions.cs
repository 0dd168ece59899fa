using System.Collections.Concurrent;

namespace MessageCenter.WebFront.Identity;

/// <summary>
/// Sessions that were signed out: their cookie, copied before, is worth nothing any more at this front. Kept in memory, the
/// newest only; a changed security stamp is what ends sessions everywhere and for good.
/// </summary>
internal sealed class EndedSessions
{
    private const int KeptMax = 100_000;

    private readonly ConcurrentDictionary<string, byte> known = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> order = new();

    /// <summary>The session is over.</summary>
    public void Add(string sessionId)
    {
        if (!known.TryAdd(sessionId, 0))
        {
            return;
        }
        order.Enqueue(sessionId);
        while (known.Count > KeptMax && order.TryDequeue(out var oldest))
        {
            known.TryRemove(oldest, out _);
        }
    }

    /// <summary>It is over.</summary>
    public bool Contains(string sessionId) => known.ContainsKey(sessionId);
}
