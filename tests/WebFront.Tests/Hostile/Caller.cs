using System.Net.Http.Json;
using System.Text.Json;
using MessageCenter.Domain;
using MessageCenter.WebFront.Hubs;
using MessageCenter.WebFront.Tests.Rest;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace MessageCenter.WebFront.Tests.Hostile;

/// <summary>
/// Somebody connected to a hub, as browsers connect: an operator by her cookie, a contact by her token. Answers are the
/// JSON of the wire, so that two of them can be compared whatever they are.
/// </summary>
internal sealed class Caller : IAsyncDisposable
{
    private Caller(HubConnection hub) => Hub = hub;

    public HubConnection Hub { get; }

    /// <summary>REST with the operator's session; null for a contact.</summary>
    public RestClient? Rest { get; private init; }

    /// <summary>The contact's token; null for an operator.</summary>
    public string? Token { get; private init; }

    /// <summary>The contact; null for an operator.</summary>
    public ContactId? Contact { get; private init; }

    /// <summary>An operator signs in and connects.</summary>
    public static async Task<Caller> Operator(FrontFixture front, Person person)
    {
        var rest = new RestClient(front.Address);
        Assert.True((await rest.SignIn(person.Email, Tenant.Password)).IsSuccessStatusCode);
        var hub = Connection(front, HubRegistration.OperatorPath, options =>
        {
            options.Cookies = rest.Cookies;
            options.Headers["Origin"] = front.Address.GetLeftPart(UriPartial.Authority);
        });
        await hub.StartAsync();
        return new(hub) { Rest = rest };
    }

    /// <summary>Somebody opens a widget and connects; with a token of before she is who she was.</summary>
    public static async Task<Caller> Visitor(
        FrontFixture front, string widgetKey, string? token = null, params (string Name, string Value)[] headers)
    {
        var session = await Session(front, widgetKey, token, headers);
        var known = session.GetProperty("token").GetString() ?? "";
        var hub = Connection(front, HubRegistration.WidgetPath, options =>
        {
            options.AccessTokenProvider = () => Task.FromResult<string?>(known);
            foreach (var (name, value) in headers)
            {
                options.Headers[name] = value;
            }
        });
        await hub.StartAsync();
        return new(hub) { Token = known, Contact = new(session.GetProperty("contactId").GetGuid()) };
    }

    /// <summary>POST /widget/session.</summary>
    public static async Task<JsonElement> Session(
        FrontFixture front, string widgetKey, string? token = null, params (string Name, string Value)[] headers)
    {
        using var browser = new RestClient(front.Address);
        var answer = await browser.Send(
            HttpMethod.Post, "/widget/session", JsonContent.Create(new { widgetKey, token, locale = "en" }), headers);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await RestClient.Json(answer);
    }

    /// <summary>What the hub answers: JSON, "null", or the code of its error.</summary>
    public async Task<string> Call(string method, object argument)
    {
        try
        {
            return (await Hub.InvokeAsync<JsonElement?>(method, argument))?.GetRawText() ?? "null";
        }
        catch (HubException refused)
        {
            return refused.Message;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        Rest?.Dispose();
    }

    private static HubConnection Connection(
        FrontFixture front, string path, Action<Microsoft.AspNetCore.Http.Connections.Client.HttpConnectionOptions> configure) =>
        new HubConnectionBuilder()
            .WithUrl(new Uri(front.Address, path), configure)
            .AddJsonProtocol(options => WireJson.Configure(options.PayloadSerializerOptions = new()))
            .WithKeepAliveInterval(TimeSpan.FromSeconds(5))
            .Build();
}
