using System.Collections.Immutable;
using MessageCenter.Domain.Contacts;
using MessageCenter.Domain.Operators;

namespace MessageCenter.Domain.Accounts;

/// <summary>An operator as the account knows her. Her availability and slots in use are her own grain's truth.</summary>
[GenerateSerializer, Immutable, Alias("AccountOperator")]
public sealed record AccountOperator(
    OperatorId OperatorId,
    string Name,
    string Email,
    OperatorRole Role,
    EquatableArray<OperatorGroupId> Groups,
    EquatableArray<string> Languages,
    int SlotsMax);

/// <summary>A set of operators; each widget routes to one.</summary>
[GenerateSerializer, Immutable, Alias("OperatorGroup")]
public sealed record OperatorGroup(OperatorGroupId GroupId, string Name);

/// <summary>A label.</summary>
[GenerateSerializer, Immutable, Alias("Topic")]
public sealed record Topic(TopicId TopicId, string Name);

/// <summary>A macro's text in another language.</summary>
[GenerateSerializer, Immutable, Alias("MacroText")]
public sealed record MacroText(string Language, string Text);

/// <summary>
/// A prepared text, sent with "!name". It may hold places such as {contact.name}, and lines with typed commands; both are
/// read where the operator writes, so that she sees what will go out.
/// </summary>
/// <param name="MacroId">Its id.</param>
/// <param name="Name">What is typed after the "!": letters, digits, hyphens and underscores.</param>
/// <param name="Text">What is written where no variant speaks the conversation's language.</param>
/// <param name="Groups">The groups whose conversations it is for; empty: all.</param>
/// <param name="Variants">The text in other languages.</param>
[GenerateSerializer, Immutable, Alias("Macro")]
public sealed record Macro(
    MacroId MacroId,
    string Name,
    string Text,
    EquatableArray<OperatorGroupId> Groups = default,
    EquatableArray<MacroText> Variants = default);

/// <summary>The widget's own words in one language.</summary>
[GenerateSerializer, Immutable, Alias("WidgetText")]
public sealed record WidgetText(string Language, string Greeting, string Intro);

/// <summary>One embeddable chat.</summary>
/// <param name="WidgetId">Its id; with the account's id it makes the public widget key.</param>
/// <param name="Name">For operators.</param>
/// <param name="GroupId">Whom it routes to.</param>
/// <param name="DefaultTopics">Topics of conversations that start here.</param>
/// <param name="AllowedOrigins">Exact origins (scheme, host, port) that may embed it.</param>
/// <param name="Accent">Colour, #rrggbb.</param>
/// <param name="IsOnTheLeft">Where the launcher sits.</param>
/// <param name="Texts">Own words per language.</param>
/// <param name="IsEnabled">Switched off it answers like an unknown one.</param>
/// <param name="IsPrivate">Privacy mode: nothing is gathered about a visitor but what she writes herself.</param>
[GenerateSerializer, Immutable, Alias("Widget")]
public sealed record Widget(
    WidgetId WidgetId,
    string Name,
    OperatorGroupId GroupId,
    EquatableArray<TopicId> DefaultTopics,
    EquatableArray<string> AllowedOrigins,
    string Accent,
    bool IsOnTheLeft,
    EquatableArray<WidgetText> Texts,
    bool IsEnabled,
    bool IsPrivate = false);

/// <summary>What an account gathers about visitors, over all of its widgets.</summary>
/// <param name="HasLivePreview">Operators see what a contact is typing, where the widget is not in privacy mode.</param>
/// <param name="LimitsPageData">In privacy mode a widget also refuses what its page says about the visitor.</param>
/// <param name="AllowsTranslation">What is written in a widget in privacy mode may be sent to a translation engine all the same.</param>
[GenerateSerializer, Immutable, Alias("AccountPrivacy")]
public sealed record AccountPrivacy(bool HasLivePreview = true, bool LimitsPageData = false, bool AllowsTranslation = false);

/// <summary>The account's document: everything about it that is set up, nothing that happens.</summary>
public sealed record AccountState
{
    /// <summary>Not set up yet.</summary>
    public static AccountState Nothing { get; } = new();

    /// <summary>The company's name; null until set up.</summary>
    public string? Name { get; init; }

    /// <summary>Who answers.</summary>
    public ImmutableArray<AccountOperator> Operators { get; init; } = [];

    /// <summary>Groups.</summary>
    public ImmutableArray<OperatorGroup> Groups { get; init; } = [];

    /// <summary>Widgets.</summary>
    public ImmutableArray<Widget> Widgets { get; init; } = [];

    /// <summary>Labels.</summary>
    public ImmutableArray<Topic> Topics { get; init; } = [];

    /// <summary>Prepared texts.</summary>
    public ImmutableArray<Macro> Macros { get; init; } = [];

    /// <summary>What is gathered about visitors.</summary>
    public AccountPrivacy Privacy { get; init; } = new();

    /// <summary>What is known of contacts beside name, e-mail, phone and company.</summary>
    public EquatableArray<CustomField> CustomFields { get; init; }

    /// <summary>Other systems that operators call.</summary>
    public ImmutableArray<Integration> Integrations { get; init; } = [];

    /// <summary>Minutes without a real message after which a live conversation turns asynchronous, 1–30.</summary>
    public int IdleMinutes { get; init; } = 10;
}

/// <summary>The public key of a widget: names account and widget, secret to nobody, useless without an allowed origin.</summary>
[GenerateSerializer, Immutable, Alias("WidgetKey")]
public readonly record struct WidgetKey(AccountId AccountId, WidgetId WidgetId)
{
    /// <summary>Reads a key; null when it is none.</summary>
    public static WidgetKey? Parse(string? text) =>
        text is { Length: 65 } && text[32] == '-'
        && Guid.TryParseExact(text.AsSpan(0, 32), "N", out var account)
        && Guid.TryParseExact(text.AsSpan(33, 32), "N", out var widget)
            ? new(new(account), new(widget))
            : null;

    /// <summary>65 characters: two UUIDs without hyphens, joined by one.</summary>
    public override string ToString() => $"{AccountId.Value:N}-{WidgetId.Value:N}";
}
