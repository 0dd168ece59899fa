using MessageCenter.Domain;
using MessageCenter.Domain.Contacts;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;

namespace MessageCenter.Grains.Interfaces.Contacts;

/// <summary>
/// A contact's profile as operators see it, and she herself. What custom fields say of her, what the custom data was before, and where
/// she was last is for operators alone.
/// </summary>
[GenerateSerializer, Immutable, Alias("ContactView")]
public sealed record ContactView(
    ContactId ContactId,
    long Number,
    string? Name,
    string? Email,
    string? Phone,
    string? Company,
    string? Locale,
    bool IsPresent,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSeenAt,
    string? CustomData,
    long Visits,
    int Conversations,
    EquatableArray<CustomFieldValue> CustomFields = default,
    string? PreviousCustomData = null,
    ContactLocation? Location = null);

/// <summary>What a new conversation must know of its contact.</summary>
[GenerateSerializer, Immutable, Alias("ContactBrief")]
public sealed record ContactBrief(long Number, string? Name, string? Locale, OperatorId? StickyOperator, int OngoingConversations);

/// <summary>A contact's messenger: her profile and conversations, newest activity first.</summary>
[GenerateSerializer, Immutable, Alias("Messenger")]
public sealed record Messenger(long Version, ContactView Contact, EquatableArray<ConversationView> Conversations);

/// <summary>
/// One contact (key account/contact): profile, token, presence of her widget connections. Presence is leased by fronts
/// and never stored; it is told to her ongoing conversations, again and again until they know.
/// </summary>
[Alias("IContactGrain")]
public interface IContactGrain : IGrainWithStringKey
{
    /// <summary>Makes the contact, with the hash of her token. Done again with the same hash: no change. False: exists with another.</summary>
    [Alias("CreateContact")]
    Task<bool> CreateContact(string tokenHash, string locale);

    /// <summary>The hash belongs to this contact's token and was not revoked.</summary>
    [Alias("AdmitToken")]
    Task<bool> AdmitToken(string tokenHash);

    /// <summary>Her token is worth nothing any more; her sockets close.</summary>
    [Alias("RevokeToken")]
    Task RevokeToken();

    /// <summary>What a new conversation must know; null: no such contact.</summary>
    [Alias("Introduce")]
    Task<ContactBrief?> Introduce();

    /// <summary>Subscribes a front and counts as presence while renewed; null: no such contact.</summary>
    /// <param name="front">The front.</param>
    /// <param name="connections">How many of her sockets the front holds now; 0 ends the presence there.</param>
    /// <param name="isCounted">A visit that begins with it is counted: she is not in a widget in privacy mode alone.</param>
    [Alias("WatchMessenger")]
    Task<Messenger?> WatchMessenger(IFeedObserver front, int connections, bool isCounted = true);

    /// <summary>Renews presence and subscription. False: watch again.</summary>
    [Alias("RenewMessenger")]
    Task<bool> RenewMessenger(IFeedObserver front, int connections);

    /// <summary>Sets fields; null leaves, "" clears. Refused: invalid values; then nothing changes.</summary>
    [Alias("SetContactInfo")]
    Task<Answer> SetContactInfo(string? name, string? email, string? phone, string? company);

    /// <summary>
    /// An operator edits a field; null clears. Refused: an invalid value, and another value than <paramref name="expected"/> by now.
    /// </summary>
    [Alias("EditContactField")]
    Task<Answer> EditContactField(ContactField field, string? value, string? expected);

    /// <summary>The same for a custom field of the account.</summary>
    [Alias("EditCustomField")]
    Task<Answer> EditCustomField(CustomField field, string? value, string? expected);

    /// <summary>Replaces the custom data (JSON text).</summary>
    [Alias("SetCustomData")]
    Task<Answer> SetCustomData(string data);

    /// <summary>
    /// She was found somewhere; null: forget where she was. Kept rounded, and only what counts of two findings. Refused: no place on
    /// the earth; another place too soon after she shared one.
    /// </summary>
    [Alias("LocateContact")]
    Task<Answer> LocateContact(ContactLocation? location);

    /// <summary>Her profile; null: no such contact.</summary>
    [Alias("ReadContact")]
    Task<ContactView?> ReadContact();

    /// <summary>Certainly none of her widgets is connected.</summary>
    [Alias("IsGone")]
    Task<bool> IsGone();

    /// <summary>She is on another page: a hint for whoever looks at a conversation of hers that goes on, or did not long ago.</summary>
    [Alias("ShowVisitsChanged")]
    Task ShowVisitsChanged();

    /// <summary>A conversation of hers began or its head changed (the contact's view of it).</summary>
    [Alias("ConversationChanged")]
    Task ConversationChanged(ConversationView conversation);
}
