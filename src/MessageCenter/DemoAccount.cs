using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Contacts;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Silo;
using MessageCenter.WebFront.Identity;

namespace MessageCenter.MessageCenter;

/// <summary>
/// The account "Demo Shop" of an installation that began without one. Made once; a start after that only lets its widget be
/// embedded by the addresses of this start. What people changed meanwhile stays as they left it.
/// </summary>
internal sealed class DemoAccount(IClusterClient grains, AccountFounder founder, IConfiguration configuration)
{
    private const string OwnerEmail = "olivia@demo.example";

    /// <summary>Makes the account when there is none; the key of its widget, or null where the accounts are somebody's own.</summary>
    public async Task<string?> Ensure(DemoSignIn signIn, IReadOnlyList<string> origins)
    {
        var installation = grains.GetGrain<IInstallationGrain>(IInstallationGrain.Key);
        if (await installation.IsEmpty())
        {
            await Make(signIn, origins);
        }
        if (await installation.FindSignInName(SignInText.NormalizeEmail(OwnerEmail)) is not { } owner)
        {
            return null;
        }
        var account = grains.GetGrain<IAccountGrain>(GrainKeys.Of(owner.AccountId));
        var view = await account.ReadAccount();
        if (view is null || view.Widgets.Count == 0)
        {
            return null;
        }
        await Admit(account, view.Widgets[0], origins);
        await SetIntegration(account);
        return new WidgetKey(owner.AccountId, view.Widgets[0].WidgetId).ToString();
    }

    private async Task Make(DemoSignIn signIn, IReadOnlyList<string> origins)
    {
        var setup = DemoSetup.Create(OwnerEmail, origins);
        signIn.Choose(setup.Operators.Select(one => one.Email));
        var founding = await founder.Found(setup, signIn.PasswordOf);
        if (founding.Rejection is { } rejection)
        {
            throw new StartRefusedException($"The demo account cannot be made: {rejection.Reason}. Start with --no-demo to make your own.");
        }
        var installation = grains.GetGrain<IInstallationGrain>(IInstallationGrain.Key);
        if (await installation.FindSignInName(SignInText.NormalizeEmail(OwnerEmail)) is { } owner)
        {
            await grains.GetGrain<IAccountGrain>(GrainKeys.Of(owner.AccountId)).ChangeCustomFields(DemoSetup.CustomFields);
        }
    }

    /// <summary>Nobody is offered it before somebody has said where the shop's system is.</summary>
    private async Task SetIntegration(IAccountGrain account)
    {
        var settings = configuration.GetSection("MessageCenter:Demo:Integration");
        var url = settings["Url"] is { Length: > 0 } text ? text : null;
        var answer = await account.ChangeIntegration(new("Shop system", url, settings["Secret"] ?? ""));
        if (answer.Rejection is { Reason: "urlIsNotAllowed" })
        {
            throw new StartRefusedException(
                "The settings MessageCenter:Demo:Integration are refused: Url is an http(s) address, Secret has at least 16 characters.");
        }
    }

    /// <summary>Ports may be others than last time. The oldest of too many addresses give way.</summary>
    private static async Task Admit(IAccountGrain account, Widget widget, IReadOnlyList<string> origins)
    {
        var missing = origins.Except(widget.AllowedOrigins, StringComparer.OrdinalIgnoreCase).ToArray();
        if (missing.Length > 0)
        {
            var all = widget.AllowedOrigins.Concat(missing).TakeLast(Limits.AllowedOriginsMax).ToEquatableArray();
            await account.ChangeWidget(widget with { AllowedOrigins = all });
        }
    }
}

/// <summary>What the demo's account begins with.</summary>
internal static class DemoSetup
{
    /// <summary>What the shop likes to know of its customers.</summary>
    public static EquatableArray<CustomField> CustomFields { get; } =
    [
        new("customerNumber", "Customer number", CustomFieldKind.Text),
        new("orders", "Orders", CustomFieldKind.Number),
        new("customerSince", "Customer since", CustomFieldKind.Date),
        new("plan", "Plan", CustomFieldKind.Choice, ["Basic", "Plus", "Business"]),
        new("interests", "Interests", CustomFieldKind.Choices, ["Furniture", "Lighting", "Kitchen", "Garden"]),
    ];

    /// <summary>The whole of it, with new ids.</summary>
    public static AccountSetup Create(string ownerEmail, IReadOnlyList<string> origins)
    {
        var sales = new OperatorGroup(OperatorGroupId.From(Guid.CreateVersion7()), "Sales");
        var support = new OperatorGroup(OperatorGroupId.From(Guid.CreateVersion7()), "Support");
        string[] topics = ["Delivery", "Returns", "Product", "Payment"];
        return new(
            "Demo Shop",
            [
                Operator("Olivia", ownerEmail, OperatorRole.Owner, ["en", "de"], sales, support),
                Operator("Omar", "omar@demo.example", OperatorRole.Agent, ["en"], sales, support),
                Operator("Ada", "ada@demo.example", OperatorRole.Agent, ["en", "de"], sales, support),
            ],
            [sales, support],
            [Widget(support, origins)],
            topics.Select(name => new Topic(TopicId.From(Guid.CreateVersion7()), name)).ToEquatableArray(),
            [
                Macro(
                    "hello",
                    "Hello {contact.name|there}, this is {operator.name}. How can I help you?",
                    "Hallo {contact.name|und willkommen}, hier ist {operator.name}. Wie kann ich Ihnen helfen?"),
                Macro(
                    "delivery",
                    "Parcels leave our house within one working day and are with you one to three days later.\n$topic Delivery",
                    "Pakete verlassen unser Haus binnen eines Werktags und sind ein bis drei Tage später bei Ihnen.\n$topic Delivery"),
                Macro(
                    "returns",
                    "You can send everything back within 30 days. Shall I send you a return label?\n$topic Returns",
                    "Sie können alles binnen 30 Tagen zurücksenden. Soll ich Ihnen ein Rücksendeetikett schicken?\n$topic Returns"),
                Macro(
                    "discount",
                    "As a thank-you, {account.name} gives you ten percent off your next order.",
                    "Als Dankeschön gibt Ihnen {account.name} zehn Prozent auf Ihre nächste Bestellung.") with { Groups = [sales.GroupId] },
                Macro(
                    "bye",
                    "Thank you for your visit, and have a good day.",
                    "Vielen Dank für Ihren Besuch und einen schönen Tag."),
            ]);
    }

    private static AccountOperator Operator(
        string name, string email, OperatorRole role, EquatableArray<string> languages, params OperatorGroup[] groups) =>
        new(
            OperatorId.From(Guid.CreateVersion7()),
            name,
            email,
            role,
            groups.Select(group => group.GroupId).ToEquatableArray(),
            languages,
            Limits.ChatSlotsDefault);

    private static Widget Widget(OperatorGroup group, IReadOnlyList<string> origins) => new(
        WidgetId.From(Guid.CreateVersion7()),
        "Demo Shop",
        group.GroupId,
        [],
        origins.ToEquatableArray(),
        "#3b4fd8",
        IsOnTheLeft: false,
        [
            new("en", "Hello!", "Ask us anything about our things, your order or your parcel."),
            new("de", "Hallo!", "Fragen Sie uns zu unseren Waren, Ihrer Bestellung oder Ihrem Paket."),
        ],
        IsEnabled: true);

    private static Macro Macro(string name, string english, string german) =>
        new(MacroId.From(Guid.CreateVersion7()), name, english, [], [new("de", german)]);
}
