using System.Text.RegularExpressions;

namespace MessageCenter.EndToEnd.Tests.Browsing;

/// <summary>The dashboard as an operator uses it: found by role and name, never by the shape of its markup.</summary>
internal sealed partial class Desk(IPage page, IRunningProduct product)
{
    public IPage Page => page;

    public ILocator Composer => page.GetByRole(AriaRole.Textbox, new() { NameRegex = MessageTo() });

    /// <summary>What can be completed where the caret stands.</summary>
    public ILocator Suggestions => page.GetByRole(AriaRole.Listbox, new() { Name = "Suggestions" });

    /// <summary>What sending will do, or what stands in its way.</summary>
    public ILocator Preview => Foot.GetByRole(AriaRole.Status);

    public ILocator Timeline => page.GetByRole(AriaRole.Region, new() { Name = "Messages", Exact = true });

    public ILocator Foot => page.Locator("footer");

    public ILocator AssignToMe => page.GetByRole(AriaRole.Button, new() { Name = "Assign to me" });

    public ILocator Reconnecting => page.GetByText("Reconnecting… your messages are kept.");

    public ILocator Mine => List("Mine");

    public ILocator Unassigned => List("Unassigned");

    public async Task SignIn(string email, string password)
    {
        await CountTones();
        await page.GotoAsync(product.Address.ToString());
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Inbox" })).ToBeVisibleAsync();
    }

    public async Task GoOnline()
    {
        var availability = page.GetByRole(AriaRole.Switch, new() { Name = "Availability" });
        await Expect(availability).ToBeEnabledAsync();
        await Expect(availability).Not.ToBeCheckedAsync();
        await availability.ClickAsync();
        await Expect(availability).ToBeCheckedAsync();
    }

    /// <summary>Running live conversations of at most so many.</summary>
    public async Task ShowsSlots(int running, int maximum) =>
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = $"Chat slots: {running} of {maximum}", Exact = true }))
            .ToBeVisibleAsync(new() { Timeout = Waits.AfterGrace });

    /// <summary>The conversation whose row shows these words.</summary>
    public static ILocator Row(ILocator list, string words) => list.GetByRole(AriaRole.Listitem).Filter(new() { HasText = words });

    public static ILocator Mark(ILocator row, string mark) => row.GetByRole(AriaRole.Img, new() { Name = mark, Exact = true });

    public async Task Open(ILocator row)
    {
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(Timeline).ToBeVisibleAsync();
    }

    public async Task Say(string text)
    {
        await Composer.FillAsync(text);
        await Composer.PressAsync("Enter");
    }

    /// <summary>Types a command and waits until it is carried out, which a line says.</summary>
    public async Task Run(string command, string line)
    {
        await Say(command);
        await Tells(line);
        await Expect(Composer).ToHaveValueAsync("");
    }

    /// <summary>A frequent action above the field: its button, and where it has a menu, what to choose.</summary>
    public async Task Act(string button, string? item = null)
    {
        await page.GetByRole(AriaRole.Group, new() { Name = "Frequent actions" })
            .GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        if (item is not null)
        {
            await page.GetByRole(AriaRole.Menuitem, new() { Name = item, Exact = true }).ClickAsync();
        }
    }

    /// <summary>Key by key, as completion wants it.</summary>
    public Task Type(string text) => Composer.PressSequentiallyAsync(text);

    /// <summary>A line about something that was done.</summary>
    public async Task Tells(string words) => await Expect(Timeline.GetByText(words).First).ToBeVisibleAsync();

    public async Task Shows(string text) => await Expect(Timeline.GetByText(text, new() { Exact = true })).ToHaveCountAsync(1);

    public async Task EndConversation()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "End conversation", Exact = true }).First.ClickAsync();
        var question = page.GetByRole(AriaRole.Dialog);
        await question.GetByRole(AriaRole.Button, new() { Name = "End conversation" }).ClickAsync();
        await Expect(question).ToBeHiddenAsync();
    }

    /// <summary>How often the page has made a sound.</summary>
    public Task<int> Tones() => page.EvaluateAsync<int>("() => window.tonesHeard");

    private ILocator List(string title) => page.GetByRole(AriaRole.Region, new() { Name = "Conversations", Exact = true })
        .Locator("section").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = title }) });

    private async Task CountTones() => await page.AddInitScriptAsync(
        """
        window.tonesHeard = 0;
        const start = OscillatorNode.prototype.start;
        OscillatorNode.prototype.start = function (...when) { window.tonesHeard += 1; return start.apply(this, when); };
        """);

    [GeneratedRegex("^Message to ")]
    private static partial Regex MessageTo();
}
