using System.Collections.Concurrent;

namespace MessageCenter.EndToEnd.Tests.Browsing;

/// <summary>A fresh product and the people around it. A story that fails leaves pictures of every page, and what pages and product said, behind.</summary>
public abstract class Story(Chromium chromium) : IAsyncLifetime
{
    internal const string Password = "correct-horse-battery";

    private readonly List<IBrowserContext> contexts = [];
    private readonly ConcurrentQueue<string> heard = [];
    private IRunningProduct? running;

    protected Chromium Chromium => chromium;

    /// <summary>The product in one process.</summary>
    protected ProductProcess Product => Running as ProductProcess ?? throw new InvalidOperationException("It does not run in one process.");

    private protected IRunningProduct Running => running ?? throw new InvalidOperationException("The product has not been started.");

    /// <summary>Pictures and other things to look at afterwards.</summary>
    protected static string Artifacts { get; } = Directory.CreateDirectory(Repository.PathOf("artifacts/end-to-end")).FullName;

    /// <summary>How the product is started: with the demo, unless a story needs another beginning.</summary>
    private protected virtual ProductOptions Beginning => new() { DemoPassword = Password, PresenceGraceSeconds = 2 };

    public async ValueTask InitializeAsync() => running = await StartProduct();

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
        if (running is not null)
        {
            await running.DisposeAsync();
        }
        GC.SuppressFinalize(this);
    }

    /// <summary>What the people of this story meet.</summary>
    private protected virtual async Task<IRunningProduct> StartProduct() =>
        await ProductProcess.Start(Beginning);

    /// <summary>An operator at her dashboard, signed in.</summary>
    private protected async Task<Desk> OperatorAt(string email, ColorScheme colors = ColorScheme.Light)
    {
        var desk = new Desk(await Page(await Chromium.Visitor(colors)), Running);
        await desk.SignIn(email, Password);
        return desk;
    }

    /// <summary>A visitor in the demo shop.</summary>
    private protected async Task<Shop> VisitorInShop(ColorScheme colors = ColorScheme.Light) =>
        await VisitorInShop(await Chromium.Visitor(colors));

    private protected async Task<Shop> VisitorInShop(IBrowserContext context)
    {
        var shop = new Shop(await Page(context), Running);
        await shop.Enter();
        return shop;
    }

    /// <summary>Olivia at her dashboard, in a live chat with a visitor who has written this.</summary>
    private protected async Task<Desk> OperatorInChat(string firstMessage)
    {
        var olivia = await OperatorAt(Demo.Olivia);
        await olivia.GoOnline();
        var visitor = await VisitorInShop();
        await visitor.OpenWidget();
        await visitor.Start(firstMessage);
        await olivia.Open(Desk.Row(olivia.Mine, firstMessage));
        return olivia;
    }

    protected async Task<IPage> Page(IBrowserContext context)
    {
        if (!contexts.Contains(context))
        {
            contexts.Add(context);
        }
        var page = await context.NewPageAsync();
        page.Console += (_, message) => heard.Enqueue($"{page.Url} {message.Type}: {message.Text}");
        page.Response += (_, answer) => heard.Enqueue($"{page.Url} {answer.Status} {answer.Request.Method} {answer.Url}");
        page.RequestFailed += (_, request) => heard.Enqueue($"{page.Url} failed {request.Method} {request.Url}: {request.Failure}");
        page.WebSocket += (_, socket) =>
        {
            heard.Enqueue($"{page.Url} socket {socket.Url.Split('?')[0]}");
            socket.FrameSent += (_, frame) => heard.Enqueue($"{page.Url} > {frame.Text}");
            socket.FrameReceived += (_, frame) => heard.Enqueue($"{page.Url} < {frame.Text}");
            socket.Close += (_, _) => heard.Enqueue($"{page.Url} socket closed");
        };
        return page;
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
        await File.WriteAllLinesAsync(Path.Combine(Artifacts, $"{name}.log"), [Running.Output, .. heard]);
    }
}
