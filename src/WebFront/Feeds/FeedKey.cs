using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;

namespace MessageCenter.WebFront.Feeds;

/// <summary>What a feed is about.</summary>
internal enum FeedKind
{
    /// <summary>A conversation's timeline.</summary>
    Conversation,

    /// <summary>An operator's Mine, slots and availability.</summary>
    Inbox,

    /// <summary>A contact's conversations and profile.</summary>
    Messenger,

    /// <summary>The account's unassigned conversations and the availability of its groups.</summary>
    Unassigned,
}

/// <summary>Names a feed.</summary>
internal readonly record struct FeedKey(FeedKind Kind, AccountId Account, Guid Id)
{
    public static FeedKey Conversation(AccountId account, ConversationId id) => new(FeedKind.Conversation, account, id.Value);

    public static FeedKey Inbox(AccountId account, OperatorId id) => new(FeedKind.Inbox, account, id.Value);

    public static FeedKey Messenger(AccountId account, ContactId id) => new(FeedKind.Messenger, account, id.Value);

    public static FeedKey Unassigned(AccountId account) => new(FeedKind.Unassigned, account, Guid.Empty);
}

/// <summary>
/// The names of the audiences. Clients never say them: a hub puts a socket into a group only after the grain, or the
/// principal, has said that it belongs there.
/// </summary>
internal static class Audiences
{
    public static string Conversation(AccountId account, ConversationId id, AuthorKind side) =>
        $"c/{account.Value:N}/{id.Value:N}/{(side == AuthorKind.Contact ? "contact" : "operators")}";

    public static string Inbox(AccountId account, OperatorId id) => $"o/{account.Value:N}/{id.Value:N}";

    public static string Messenger(AccountId account, ContactId id) => $"m/{account.Value:N}/{id.Value:N}";

    public static string Unassigned(AccountId account) => $"u/{account.Value:N}";

    public static string WidgetsOf(AccountId account, OperatorGroupId group) => $"w/{account.Value:N}/{group.Value:N}";
}
