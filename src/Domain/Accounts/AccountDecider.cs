using System.Collections.Immutable;
using MessageCenter.Domain.Contacts;

namespace MessageCenter.Domain.Accounts;

/// <summary>What somebody wants of an account.</summary>
public abstract record AccountCommand
{
    private AccountCommand()
    {
    }

    /// <summary>It begins, with all that it begins with.</summary>
    public sealed record SetUpAccount(
        string Name,
        ImmutableArray<AccountOperator> Operators,
        ImmutableArray<OperatorGroup> Groups,
        ImmutableArray<Widget> Widgets,
        ImmutableArray<Topic> Topics,
        ImmutableArray<Macro> Macros) : AccountCommand;

    /// <summary>An operator's name, role, groups, languages or slots change.</summary>
    public sealed record ChangeOperator(AccountOperator Operator) : AccountCommand;

    /// <summary>A widget changes.</summary>
    public sealed record ChangeWidget(Widget Widget) : AccountCommand;

    /// <summary>What is gathered about visitors changes, and which widgets are in privacy mode.</summary>
    public sealed record ChangePrivacy(AccountPrivacy Privacy, EquatableArray<WidgetId> PrivateWidgets) : AccountCommand;

    /// <summary>The custom fields are these, in this order, and no others.</summary>
    public sealed record ChangeCustomFields(EquatableArray<CustomField> Fields) : AccountCommand;

    /// <summary>An integration is added, or the one of this name changes.</summary>
    public sealed record ChangeIntegration(Integration Integration) : AccountCommand;
}

/// <summary>What happened to an account.</summary>
public abstract record AccountEvent
{
    private AccountEvent()
    {
    }

    /// <summary>It began.</summary>
    public sealed record AccountSetUp(AccountCommand.SetUpAccount With) : AccountEvent;

    /// <summary>This operator is as given now.</summary>
    public sealed record OperatorChanged(AccountOperator Operator) : AccountEvent;

    /// <summary>This widget is as given now.</summary>
    public sealed record WidgetChanged(Widget Widget) : AccountEvent;

    /// <summary>So much is gathered now, and these widgets are in privacy mode, no others.</summary>
    public sealed record PrivacyChanged(AccountPrivacy Privacy, EquatableArray<WidgetId> PrivateWidgets) : AccountEvent;

    /// <summary>The custom fields are these now.</summary>
    public sealed record CustomFieldsChanged(EquatableArray<CustomField> Fields) : AccountEvent;

    /// <summary>The integration of this name is as given now.</summary>
    public sealed record IntegrationChanged(Integration Integration) : AccountEvent;
}

/// <summary>The rules of an account.</summary>
public static class AccountDecider
{
    /// <summary>Decides one command.</summary>
    public static Decision<AccountEvent> Decide(AccountState state, AccountCommand command) => command switch
    {
        AccountCommand.SetUpAccount setUp => state.Name is not null ? Decision<AccountEvent>.Nothing
            : Check(setUp) is { } refusal ? Decision<AccountEvent>.Reject(refusal)
            : Decision<AccountEvent>.Accept(new AccountEvent.AccountSetUp(setUp)),
        _ when state.Name is null => Decision<AccountEvent>.Reject(Rejection.OperatorNotFound),
        AccountCommand.ChangeOperator change => Change(state, change),
        AccountCommand.ChangeWidget change => Change(state, change),
        AccountCommand.ChangePrivacy change => Change(state, change),
        AccountCommand.ChangeCustomFields change => CustomField.Check(change.Fields) is { } refusal ? Decision<AccountEvent>.Reject(refusal)
            : change.Fields == state.CustomFields ? Decision<AccountEvent>.Nothing
            : Decision<AccountEvent>.Accept(new AccountEvent.CustomFieldsChanged(change.Fields)),
        AccountCommand.ChangeIntegration change => Change(state, change),
        _ => throw new InvalidOperationException($"No rule decides {command.GetType().Name}."),
    };

    /// <summary>Applies one event.</summary>
    public static AccountState Apply(AccountState state, AccountEvent happened) => happened switch
    {
        AccountEvent.AccountSetUp { With: var with } => state with
        {
            Name = with.Name,
            Operators = with.Operators,
            Groups = with.Groups,
            Widgets = with.Widgets,
            Topics = with.Topics,
            Macros = with.Macros,
        },
        AccountEvent.OperatorChanged changed => state with
        {
            Operators = [.. state.Operators.Select(one => one.OperatorId == changed.Operator.OperatorId ? changed.Operator : one)],
        },
        AccountEvent.WidgetChanged changed => state with
        {
            Widgets = [.. state.Widgets.Select(one => one.WidgetId == changed.Widget.WidgetId ? changed.Widget : one)],
        },
        AccountEvent.PrivacyChanged changed => state with
        {
            Privacy = changed.Privacy,
            Widgets = [.. state.Widgets.Select(one => one with { IsPrivate = changed.PrivateWidgets.Contains(one.WidgetId) })],
        },
        AccountEvent.CustomFieldsChanged changed => state with { CustomFields = changed.Fields },
        AccountEvent.IntegrationChanged { Integration: var changed } => state with
        {
            Integrations = [.. state.Integrations.Where(one => !IsNamed(one, changed.Name)), changed],
        },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not known."),
    };

    /// <summary>The integration that is meant by a name.</summary>
    public static bool IsNamed(Integration integration, string name) => integration.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// An exact origin: scheme http or https, host, port; nothing else. A star, a path or a trailing dot is none.
    /// </summary>
    public static bool IsOrigin(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.UserInfo.Length == 0 && !uri.Host.EndsWith('.') && !uri.Host.Contains('*', StringComparison.Ordinal)
        && uri.GetLeftPart(UriPartial.Authority) == text;

    private static Rejection? Check(AccountCommand.SetUpAccount setUp)
    {
        if (setUp.Operators.Length is 0 or > Limits.OperatorsMax || setUp.Groups.Length is 0 or > Limits.AccountListMax
            || setUp.Widgets.Length > Limits.AccountListMax || setUp.Topics.Length > Limits.AccountListMax
            || setUp.Macros.Length > Limits.AccountListMax)
        {
            return Rejection.ListIsFull;
        }
        if (!Fields.IsName(setUp.Name) || setUp.Groups.Any(group => !Fields.IsName(group.Name))
            || setUp.Topics.Any(topic => !Fields.IsName(topic.Name)))
        {
            return Rejection.NameIsInvalid;
        }
        return setUp.Macros.Select(macro => Check(macro, setUp.Groups)).Concat(setUp.Operators.Select(Check))
            .Concat(setUp.Widgets.Select(Check)).FirstOrDefault(refusal => refusal is not null);
    }

    private static Rejection? Check(Macro macro, ImmutableArray<OperatorGroup> groups) =>
        !Fields.IsName(macro.Name) || !macro.Name.All(unit => char.IsLetterOrDigit(unit) || unit is '-' or '_') ? Rejection.NameIsInvalid
        : macro.Variants.Count > Limits.MacroVariantsMax ? Rejection.ListIsFull
        : macro.Variants.Any(variant => !Locales.IsValid(variant.Language)) ? Rejection.LocaleIsInvalid
        : macro.Groups.Any(id => groups.All(group => group.GroupId != id)) ? Rejection.GroupNotFound
        : macro.Variants.Select(variant => variant.Text).Prepend(macro.Text).Select(text => MessageText.Check(text, out _))
            .FirstOrDefault(refusal => refusal is not null);

    private static Rejection? Check(AccountOperator one) =>
        !Fields.IsName(one.Name) ? Rejection.NameIsInvalid
        : !EmailAddress.IsValid(one.Email) ? Rejection.EmailIsInvalid
        : one.SlotsMax is < 1 or > Limits.ChatSlotsMax ? Rejection.SlotsAreOutOfRange
        : one.Languages.Any(tag => !Locales.IsValid(tag)) ? Rejection.LocaleIsInvalid
        : null;

    private static Rejection? Check(Widget widget) =>
        !Fields.IsName(widget.Name) ? Rejection.NameIsInvalid
        : widget.AllowedOrigins.Count > Limits.AllowedOriginsMax ? Rejection.ListIsFull
        : widget.AllowedOrigins.Any(origin => !IsOrigin(origin)) ? Rejection.OriginIsInvalid
        : !IsColour(widget.Accent) ? Rejection.ColourIsInvalid
        : widget.Texts.Any(text => !Locales.IsValid(text.Language)) ? Rejection.LocaleIsInvalid
        : widget.Texts.Any(text => (Check(text.Greeting) ?? Check(text.Intro)) is not null) ? Rejection.TextIsMalformed
        : null;

    private static Rejection? Check(string widgetText) => MessageText.Check(widgetText, out _, Limits.WidgetTextLengthMax);

    private static bool IsColour(string? text) =>
        text is { Length: 7 } && text[0] == '#' && text.Skip(1).All(char.IsAsciiHexDigit);

    private static Decision<AccountEvent> Change(AccountState state, AccountCommand.ChangeOperator change) =>
        state.Operators.FirstOrDefault(one => one.OperatorId == change.Operator.OperatorId) is not { } old
            ? Decision<AccountEvent>.Reject(Rejection.OperatorNotFound)
            : Check(change.Operator) is { } refusal ? Decision<AccountEvent>.Reject(refusal)
            : old == change.Operator ? Decision<AccountEvent>.Nothing
            : Decision<AccountEvent>.Accept(new AccountEvent.OperatorChanged(change.Operator));

    private static Decision<AccountEvent> Change(AccountState state, AccountCommand.ChangePrivacy change) =>
        change.PrivateWidgets.Any(id => state.Widgets.All(widget => widget.WidgetId != id))
            ? Decision<AccountEvent>.Reject(Rejection.WidgetNotFound)
            : Decision<AccountEvent>.Accept(new AccountEvent.PrivacyChanged(change.Privacy, change.PrivateWidgets));

    private static Decision<AccountEvent> Change(AccountState state, AccountCommand.ChangeWidget change) =>
        state.Widgets.FirstOrDefault(one => one.WidgetId == change.Widget.WidgetId) is not { } old
            ? Decision<AccountEvent>.Reject(Rejection.WidgetNotFound)
            : Check(change.Widget) is { } refusal ? Decision<AccountEvent>.Reject(refusal)
            : old == change.Widget ? Decision<AccountEvent>.Nothing
            : Decision<AccountEvent>.Accept(new AccountEvent.WidgetChanged(change.Widget));

    private static Decision<AccountEvent> Change(AccountState state, AccountCommand.ChangeIntegration change)
    {
        var (name, url, secret) = change.Integration;
        return !Fields.IsName(name) ? Decision<AccountEvent>.Reject(Rejection.NameIsInvalid)
            : url is not null && (!Integration.IsUrl(url) || secret.Length < Limits.SecretLengthMin)
                ? Decision<AccountEvent>.Reject(Rejection.UrlIsNotAllowed)
            : state.Integrations.Contains(change.Integration) ? Decision<AccountEvent>.Nothing
            : state.Integrations.Length >= Limits.IntegrationsMax && !state.Integrations.Any(one => IsNamed(one, name))
                ? Decision<AccountEvent>.Reject(Rejection.ListIsFull)
            : Decision<AccountEvent>.Accept(new AccountEvent.IntegrationChanged(change.Integration));
    }
}
