using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace MessageCenter.EndToEnd.Tests.Browsing;

/// <summary>A shop's own system, which knows about orders.</summary>
internal sealed class ShopSystem : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private Task answering = Task.CompletedTask;

    private ShopSystem()
    {
    }

    public string Url { get; } = $"http://127.0.0.1:{MailServer.FreePort()}/orders/";

    public ConcurrentQueue<string> Bodies { get; } = [];

    public static ShopSystem Start()
    {
        var shop = new ShopSystem();
        shop.listener.Prefixes.Add(shop.Url);
        shop.listener.Start();
        shop.answering = shop.Answer();
        return shop;
    }

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await answering;
    }

    private async Task Answer()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                Bodies.Enqueue(await reader.ReadToEndAsync());
                var answer = Encoding.UTF8.GetBytes("""{"text":"Order 7 is on its way.","link":"https://shop.example/orders/7"}""");
                await context.Response.OutputStream.WriteAsync(answer);
                context.Response.Close();
            }
        }
        catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException)
        {
            // The story is over.
        }
    }
}
