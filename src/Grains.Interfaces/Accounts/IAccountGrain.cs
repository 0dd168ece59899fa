using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Contacts;

namespace MessageCenter.Grains.Interfaces.Accounts;

/// <summary>The account as its operators see it: of integrations the names alone.</summary>
[GenerateSerializer, Immutable, Alias("AccountView")]
public sealed record AccountView(
    AccountId AccountId,
    string Name,
    EquatableArray<AccountOperator> Operators,
    EquatableArray<OperatorGroup> Groups,
    EquatableArray<Widget> Widgets,
    EquatableArray<Topic> Topics,
    EquatableArray<Macro> Macros,
    EquatableArray<string> Integrations,
    int IdleMinutes,
    AccountPrivacy Privacy,
    EquatableArray<CustomField> CustomFields = default);

/// <summary>Everything that a new account begins with.</summary>
[GenerateSerializer, Immutable, Alias("AccountSetup")]
public sealed record AccountSetup(
    string Name,
    EquatableArray<AccountOperator> Operators,
    EquatableArray<OperatorGroup> Groups,
    EquatableArray<Widget> Widgets,
    EquatableArray<Topic> Topics,
    EquatableArray<Macro> Macros);

/// <summary>One account (key account): operators, groups, widgets, topics, macros, settings.</summary>
[Alias("IAccountGrain")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Sets the account up, once. Repeated: no change. Refused: invalid names, e-mails, origins, slots.</summary>
    [Alias("SetUpAccount")]
    Task<Answer> SetUpAccount(AccountSetup setup);

    /// <summary>The account; null: not set up.</summary>
    [Alias("ReadAccount")]
    Task<AccountView?> ReadAccount();

    /// <summary>One operator's entry; null: no such operator. For her grain, which needs no list of all the others.</summary>
    [Alias("ReadOperator")]
    Task<AccountOperator?> ReadOperator(OperatorId id);

    /// <summary>After how many minutes without a message a conversation is not live.</summary>
    [Alias("ReadIdleMinutes")]
    Task<int> ReadIdleMinutes();

    /// <summary>An enabled widget; null: unknown or switched off.</summary>
    [Alias("ReadWidget")]
    Task<Widget?> ReadWidget(WidgetId widget);

    /// <summary>Changes an operator's slots (1–10) or languages or groups.</summary>
    [Alias("ChangeOperator")]
    Task<Answer> ChangeOperator(AccountOperator changed);

    /// <summary>Changes a widget: name, group, topics, allowed origins, looks, on or off.</summary>
    [Alias("ChangeWidget")]
    Task<Answer> ChangeWidget(Widget changed);

    /// <summary>Changes what is gathered about visitors, and which widgets are in privacy mode: these, and no others.</summary>
    [Alias("ChangePrivacy")]
    Task<Answer> ChangePrivacy(AccountPrivacy privacy, EquatableArray<WidgetId> privateWidgets);

    /// <summary>The custom fields are these, and no others. Refused: too many, or one that is wrong. What they said of contacts is kept.</summary>
    [Alias("ChangeCustomFields")]
    Task<Answer> ChangeCustomFields(EquatableArray<CustomField> fields);

    /// <summary>Adds an integration, or changes the one of this name. Refused: names, addresses and secrets that are none.</summary>
    [Alias("ChangeIntegration")]
    Task<Answer> ChangeIntegration(Integration changed);

    /// <summary>An integration that is set up, with its secret; null: there is none of this name. For whoever calls it.</summary>
    [Alias("ReadIntegration")]
    Task<Integration?> ReadIntegration(string name);

    /// <summary>The next "Visitor N" number. Numbers may be skipped, never given twice.</summary>
    [Alias("NextContactNumber")]
    Task<long> NextContactNumber();
}

/// <summary>The installation (one grain, key "installation"): which accounts exist and who signs in with which e-mail.</summary>
[Alias("IInstallationGrain")]
public interface IInstallationGrain : IGrainWithStringKey
{
    /// <summary>The key of the one grain.</summary>
    const string Key = "installation";

    /// <summary>True while no account exists: the first-run page works.</summary>
    [Alias("IsEmpty")]
    Task<bool> IsEmpty();

    /// <summary>Accounts in the order in which they began.</summary>
    [Alias("ReadAccounts")]
    Task<EquatableArray<AccountId>> ReadAccounts();

    /// <summary>Registers an account and its sign-in names (normalised e-mails). Refused: a name is taken; <paramref name="onlyIfEmpty"/>
    /// and an account exists (setupIsDone).</summary>
    [Alias("RegisterAccount")]
    Task<Answer> RegisterAccount(AccountId account, EquatableArray<SignInName> names, bool onlyIfEmpty);

    /// <summary>Whose sign-in name this is; null: nobody's.</summary>
    [Alias("FindSignInName")]
    Task<SignInName?> FindSignInName(string normalizedEmail);
}

/// <summary>One e-mail address, normalised, signs one operator in, in the whole installation.</summary>
[GenerateSerializer, Immutable, Alias("SignInName")]
public sealed record SignInName(string NormalizedEmail, AccountId AccountId, OperatorId OperatorId);
