using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;

namespace MessageCenter.WebFront.Tests.Rest;

/// <summary>A visitor of the demo shop with a conversation of hers, who sends and reads files.</summary>
internal sealed class AttachmentVisitor : IAsyncDisposable
{
    private static int visitors;

    private readonly RestClient rest;
    private readonly HubConnection hub;
    private readonly string token;

    private AttachmentVisitor(RestClient rest, HubConnection hub, string token) =>
        (this.rest, this.hub, this.token) = (rest, hub, token);

    public Guid Conversation { get; } = Guid.NewGuid();

    public static async Task<AttachmentVisitor> Come(ProductFixture fixture)
    {
        // From an address of her own: so many new visitors from one would be held back.
        var browser = new RestClient(fixture.Product.Address, $"127.9.{Interlocked.Increment(ref visitors)}.1");
        var widgetKey = await DemoPages.WidgetKey(fixture.Product);
        var session = await RestClient.Json(await browser.Post("/widget/session", new { widgetKey, token = (string?)null, locale = "en" }));
        var known = session.GetProperty("token").GetString()!;
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(fixture.Product.Address, "/hubs/widget"), options => options.AccessTokenProvider = () => Task.FromResult<string?>(known))
            .Build();
        await connection.StartAsync();
        var visitor = new AttachmentVisitor(browser, connection, known);
        await visitor.Call("StartConversation", new
        {
            conversationId = visitor.Conversation, commandId = Guid.NewGuid(), text = "Hello?", locale = "en",
        });
        return visitor;
    }

    public Task<JsonElement> Call(string method, object argument) => hub.InvokeAsync<JsonElement>(method, argument);

    public Task<HttpResponseMessage> Upload(byte[] bytes, string? name = null, Guid? id = null, Guid? conversation = null, bool waits = false) => rest.Send(
        HttpMethod.Post,
        $"/widget/conversations/{conversation ?? Conversation}/attachments",
        Content(bytes, name),
        ("Idempotency-Key", (id ?? Guid.NewGuid()).ToString()),
        ("Authorization", $"Bearer {token}"),
        waits ? ("Expect", "100-continue") : ("Accept", "application/json"));

    /// <summary>Uploads what must be accepted, and gives its JSON.</summary>
    public async Task<JsonElement> Accepted(byte[] bytes, string? name = null)
    {
        var answer = await Upload(bytes, name);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await RestClient.Json(answer);
    }

    public Task<JsonElement> Post(string text, params Guid[] attachments) => PostAs(Guid.NewGuid(), text, attachments);

    public Task<JsonElement> PostAs(Guid command, string text, params Guid[] attachments) =>
        Call("PostMessage", new { conversationId = Conversation, commandId = command, text, attachments });

    public Task<HttpResponseMessage> Read(Guid attachment, string part = "file", params (string, string)[] headers) => rest.Send(
        HttpMethod.Get, $"/widget/media/{attachment}/{part}", null, [("Authorization", $"Bearer {token}"), .. headers]);

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        rest.Dispose();
    }

    public static ByteArrayContent Content(byte[] bytes, string? name)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        if (name is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Disposition", $"attachment; filename*=UTF-8''{Uri.EscapeDataString(name)}");
        }
        return content;
    }
}
