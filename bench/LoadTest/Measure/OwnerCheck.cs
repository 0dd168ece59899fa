namespace MessageCenter.LoadTest.Measure;

/// <summary>Who owns a conversation, by the replay of its timeline.</summary>
internal readonly record struct OwnedConversation(Guid ConversationId, Guid? Owner, bool IsEnded);

/// <summary>What one front says: owners by conversation, and what stands in the lists Mine, by operator.</summary>
internal sealed record FrontView(IReadOnlyDictionary<Guid, Guid?> Owners, IReadOnlyDictionary<Guid, IReadOnlySet<Guid>> Mine);

/// <summary>Whether a front agrees with the timelines, for every conversation.</summary>
internal static class OwnerCheck
{
    /// <summary>The conversations about which it does not.</summary>
    public static int Count(IEnumerable<OwnedConversation> conversations, FrontView front) =>
        conversations.Count(conversation => !Agrees(conversation, front));

    private static bool Agrees(OwnedConversation conversation, FrontView front)
    {
        var id = conversation.ConversationId;
        var holders = front.Mine.Where(mine => mine.Value.Contains(id)).Select(mine => (Guid?)mine.Key).ToArray();
        Guid?[] expected = conversation is { IsEnded: false, Owner: { } owner } ? [owner] : [];
        return front.Owners.TryGetValue(id, out var shown) && shown == conversation.Owner && holders.SequenceEqual(expected);
    }
}
