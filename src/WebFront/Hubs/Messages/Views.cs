using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Contacts;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Operators;
using MessageCenter.WebFront.Security;
using Accounts = MessageCenter.Grains.Interfaces.Accounts;

namespace MessageCenter.WebFront.Hubs.Messages;

// Views that the wire shows otherwise than the grains do. All others go out as the grains' own records.

/// <summary>Where the launcher sits.</summary>
public enum WidgetPosition
{
    Left,
    Right,
}

/// <summary>A widget, as its visitors and the account's operators may see it.</summary>
public sealed record WidgetView(
    WidgetId WidgetId,
    string WidgetKey,
    string Name,
    OperatorGroupId GroupId,
    string AccountName,
    string Accent,
    WidgetPosition Position,
    EquatableArray<WidgetText> Texts,
    EquatableArray<string> AllowedOrigins,
    bool IsPrivate,
    bool HasLivePreview)
{
    public static WidgetView From(Accounts.AccountView account, Widget widget) => new(
        widget.WidgetId,
        new WidgetKey(account.AccountId, widget.WidgetId).ToString(),
        widget.Name,
        widget.GroupId,
        account.Name,
        widget.Accent,
        widget.IsOnTheLeft ? WidgetPosition.Left : WidgetPosition.Right,
        widget.Texts,
        widget.AllowedOrigins,
        widget.IsPrivate,
        PrivacyMode.HasLivePreview(account, widget));
}

/// <summary>The account as its operators see it: colleagues by name only.</summary>
public sealed record AccountView(
    AccountId AccountId,
    string Name,
    EquatableArray<Assignee> Operators,
    EquatableArray<OperatorGroup> Groups,
    EquatableArray<Topic> Topics,
    EquatableArray<Macro> Macros,
    EquatableArray<string> Integrations,
    EquatableArray<WidgetView> Widgets,
    EquatableArray<CustomField> CustomFields)
{
    public static AccountView From(Accounts.AccountView account) => new(
        account.AccountId,
        account.Name,
        account.Operators.Select(colleague => new Assignee(colleague.OperatorId, colleague.Name)).ToEquatableArray(),
        account.Groups,
        account.Topics,
        account.Macros,
        account.Integrations,
        account.Widgets.Select(widget => WidgetView.From(account, widget)).ToEquatableArray(),
        account.CustomFields);
}

/// <summary>The answer to a contact's Hello.</summary>
public sealed record MessengerSnapshot(
    long Version,
    ContactView Contact,
    WidgetView Widget,
    bool WidgetIsAnswered,
    EquatableArray<ConversationView> Conversations);

/// <summary>The answer to an operator's Hello.</summary>
public sealed record InboxSnapshot(
    long Version,
    long UnassignedVersion,
    AccountView Account,
    AccountOperator Me,
    Availability Availability,
    bool IsFirstVisit,
    ChatSlots Slots,
    EquatableArray<ConversationView> Mine,
    EquatableArray<Mention> Mentions,
    EquatableArray<ConversationView> Unassigned);

/// <summary>A contact's message in a reader's language. It is stored nowhere.</summary>
public sealed record MessageTranslation(long Seq, Translation Translation);

/// <summary>What was asked for, as far as it is a message of the contact.</summary>
public sealed record TranslationList(ConversationId ConversationId, EquatableArray<MessageTranslation> Translations);
