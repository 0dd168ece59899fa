namespace MessageCenter.EndToEnd.Tests.Browsing;

/// <summary>A fresh product and the people around it. A story that fails leaves pictures of every page behind.</summary>
[Collection(BrowserStories.Name)]
public abstract class Story(Chromium chromium) : IAsyncLifetime
{
    internal const string Password = "correct-horse-battery";

    private readonly List<IBrowserContext> contexts = [];
    private ProductProcess? product;

    protected Chromium Chromium => chromium;

    protected ProductProcess Product => product ?? throw new InvalidOperationException("The product has not been started.");

    /// <summary>Pictures and other things to look at afterwards.</summary>
    protected static string Artifacts { get; } = Directory.CreateDirectory(Repository.PathOf("artifacts/end-to-end")).FullName;

    public async ValueTask InitializeAsync() =>
        product = await ProductProcess.Start(new() { DemoPassword = Password, PresenceGraceSeconds = 2 });

    public async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            await KeepPictures();
        }
        foreach (var context in contexts)
        {
            await context.DisposeAsync();
        }
        if (product is not null)
        {
            await product.DisposeAsync();
        }
        GC.SuppressFinalize(this);
    }

    /// <summary>An operator at her dashboard, signed in.</summary>
    private protected async Task<Desk> OperatorAt(string email, ColorScheme colors = ColorScheme.Light)
    {
        var desk = new Desk(await Page(await Chromium.Visitor(colors)), Product);
        await desk.SignIn(email, Password);
        return desk;
    }

    /// <summary>A visitor in the demo shop.</summary>
    private protected async Task<Shop> VisitorInShop(ColorScheme colors = ColorScheme.Light) =>
        await VisitorInShop(await Chromium.Visitor(colors));

    private protected async Task<Shop> VisitorInShop(IBrowserContext context)
    {
        var shop = new Shop(await Page(context), Product);
        await shop.Enter();
        return shop;
    }

    protected async Task<IPage> Page(IBrowserContext context)
    {
        if (!contexts.Contains(context))
        {
            contexts.Add(context);
        }
        return await context.NewPageAsync();
    }

    private async Task KeepPictures()
    {
        var name = TestContext.Current.TestMethod?.MethodName ?? GetType().Name;
        var number = 0;
        foreach (var page in contexts.SelectMany(context => context.Pages))
        {
            number++;
            await page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, $"{name}-{number}.png") });
        }
        await File.WriteAllTextAsync(Path.Combine(Artifacts, $"{name}.log"), Product.Output);
    }
}
