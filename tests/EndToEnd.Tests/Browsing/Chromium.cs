using MessageCenter.EndToEnd.Tests.Browsing;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace MessageCenter.EndToEnd.Tests.Browsing;

/// <summary>One browser for all stories; each person in a story has a context, and so cookies and storage, of her own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
        // A window behind another one is attended to all the same: stories have several people at one screen.
        "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding", "--disable-background-timer-throttling",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Somebody who was never here.</summary>
    public Task<IBrowserContext> Visitor(ColorScheme colors = ColorScheme.Light) =>
        Started.NewContextAsync(new() { Locale = "en-GB", TimezoneId = "UTC", ColorScheme = colors });

    /// <summary>Somebody whose browser keeps everything in this folder, over closing and opening.</summary>
    public Task<IBrowserContext> Resident(string profile) =>
        (playwright ?? throw NotStarted()).Chromium.LaunchPersistentContextAsync(profile, new()
        {
            ExecutablePath = RequireAll.Chromium(), Args = Flags, Locale = "en-GB", TimezoneId = "UTC",
        });

    public async ValueTask InitializeAsync()
    {
        var program = RequireAll.Chromium();
        SetDefaultExpectTimeout(Waits.Soon);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }
        playwright?.Dispose();
    }

    private IBrowser Started => browser ?? throw NotStarted();

    private static InvalidOperationException NotStarted() => new("The browser has not been started.");
}
