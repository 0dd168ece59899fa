using System.Net;
using System.Text;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace MessageCenter.MessageCenter;

/// <summary>
/// A pretend shop that embeds the widget as a customer's site does: by one script tag, from an origin of its own. The same
/// pages are served below /demo/ of the dashboard's origin. It is a web server of its own, with nothing of ours in it.
/// </summary>
internal sealed class DemoShop : IAsyncDisposable
{
    private const string Folder = "Demo";
    private const string AnyPort = "http://127.0.0.1:0";
    private const string DefaultUrls = "http://127.0.0.1:5081";

    private readonly PhysicalFileProvider? files;
    private readonly FileExtensionContentTypeProvider types = new();
    private readonly WebApplication server;
    private Uri? messageCenter;

    private DemoShop(string urls)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, Folder);
        files = Directory.Exists(folder) ? new(folder) : null;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(urls);
        builder.Services.AddRoutingCore();
        server = builder.Build();
        server.Run(context => Answer(context, context.Request.Path.Value ?? "/"));
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new(DefaultUrls);

    /// <summary>The widget that its pages show; null until the account is there.</summary>
    public string? WidgetKey { get; set; }

    /// <summary>Makes the shop and puts it below /demo/ of the product.</summary>
    public static DemoShop Prepare(WebApplication app, StartOptions options)
    {
        var isOnAnyPort = new Uri(options.Urls.Split(';')[0].Replace("//*", "//any", StringComparison.Ordinal)).Port == 0;
        return Prepare(app, options.DemoUrls ?? (isOnAnyPort ? AnyPort : DefaultUrls));
    }

    /// <summary>The same, listening there.</summary>
    public static DemoShop Prepare(WebApplication app, string urls)
    {
        var shop = new DemoShop(urls);
        app.MapGet("/demo/{**path}", (HttpContext context, string? path) => shop.AnswerBelow(context, path)).AllowAnonymous()
            .ExcludeFromDescription();
        return shop;
    }

    /// <summary>Scheme, host and port.</summary>
    public static string OriginOf(Uri address) => address.GetLeftPart(UriPartial.Authority);

    /// <summary>Begins to listen; its pages load the widget from there.</summary>
    public async Task Start(Uri messageCenter)
    {
        this.messageCenter = messageCenter;
        await server.StartAsync();
        Address = Addresses.Shown(server);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        files?.Dispose();
    }

    private Task AnswerBelow(HttpContext context, string? path)
    {
        if (path is null && !context.Request.Path.Value.AsSpan().EndsWith('/'))
        {
            // Its pages name each other relatively.
            context.Response.Redirect("/demo/");
            return Task.CompletedTask;
        }
        return Answer(context, "/" + path);
    }

    private async Task Answer(HttpContext context, string path)
    {
        var name = path.EndsWith('/') ? path + "index.html" : path;
        var file = files?.GetFileInfo(name) is { Exists: true, IsDirectory: false } found ? found
            : files?.GetFileInfo(name + ".html");
        if (file is not { Exists: true, PhysicalPath: { } physical } || !types.TryGetContentType(physical, out var type))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        context.Response.Headers.CacheControl = "no-cache";
        if (type != "text/html")
        {
            context.Response.ContentType = type;
            await context.Response.SendFileAsync(file, context.RequestAborted);
            return;
        }
        context.Response.Headers.ContentSecurityPolicy = Policy();
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(Fill(await File.ReadAllTextAsync(physical, Encoding.UTF8, context.RequestAborted)));
    }

    private string Fill(string page) => page
        .Replace("{{messageCenterOrigin}}", messageCenter is null ? "" : OriginOf(messageCenter), StringComparison.Ordinal)
        .Replace("{{widgetKey}}", WebUtility.HtmlEncode(WidgetKey ?? ""), StringComparison.Ordinal);

    /// <summary>What a careful customer's page would say: its own files, the loader, and the widget's frame.</summary>
    private string Policy()
    {
        var ours = messageCenter is null ? "" : OriginOf(messageCenter);
        return $"default-src 'self'; script-src 'self' {ours}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + $"frame-src {ours}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }
}
