using MessageCenter.Domain.Contacts;
using static MessageCenter.Domain.Contacts.ContactEvent;
using Spec = MessageCenter.TestKit.DeciderSpec<
    MessageCenter.Domain.Contacts.ContactState,
    MessageCenter.Domain.Contacts.ContactEvent,
    MessageCenter.Domain.Contacts.ContactCommand,
    MessageCenter.Domain.Contacts.ContactEvent>;

namespace MessageCenter.Domain.Tests.Contacts;

/// <summary>Begins the examples about contacts.</summary>
internal static class ContactExample
{
    public const string TokenHash = "5e884898da28";
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    public static readonly ContactCreated Created = new(81, TokenHash, "en", Noon);

    private static readonly Spec Spec = new(ContactState.Nothing, ContactDecider.Apply, ContactDecider.Decide);

    public static Spec.Situation Given(params ReadOnlySpan<ContactEvent> history) => Spec.Given(history);
}
