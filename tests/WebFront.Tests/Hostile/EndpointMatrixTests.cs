using System.Net;
using System.Net.Http.Json;
using MessageCenter.Domain.Accounts;
using MessageCenter.WebFront.Authorization;
using MessageCenter.WebFront.Hubs;
using MessageCenter.WebFront.Hubs.Messages;
using MessageCenter.WebFront.Tests.Rest;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace MessageCenter.WebFront.Tests.Hostile;

/// <summary>
/// Every route with ids that are somebody else's, and with sessions that are none. The rows are made from the mapped
/// endpoints: a route, or a part of a path, that is not listed here fails the test.
/// </summary>
public sealed class EndpointMatrixTests(FrontFixture front) : IClassFixture<FrontFixture>
{
    /// <summary>Operators' routes whose path names something: what is asked, and why a stranger is refused.</summary>
    private static readonly Dictionary<string, (object? Body, string Reason)> Named = new(StringComparer.Ordinal)
    {
        ["GET /api/contacts/{contactId}"] = (null, "contactNotFound"),
        ["POST /api/deliveries/{deliveryId}/tries"] = (null, "deliveryNotFound"),
        ["GET /api/conversations/{conversationId}"] = (null, "conversationNotFound"),
        ["GET /api/conversations/{conversationId}/timeline"] = (null, "conversationNotFound"),
        ["GET,HEAD /media/{attachmentId}/{part}"] = (null, "attachmentNotFound"),
        ["POST /api/conversations/{conversationId}/attachments"] = (new { text = "a file" }, "conversationNotFound"),
        ["POST /api/conversations/{conversationId}/commands"] = (new { text = "$note from a stranger" }, "conversationNotFound"),
        ["POST /api/conversations/{conversationId}/messages"] = (new { text = "from a stranger" }, "conversationNotFound"),
    };

    /// <summary>The same for contacts.</summary>
    private static readonly Dictionary<string, string> NamedByContacts = new(StringComparer.Ordinal)
    {
        ["GET,HEAD /widget/media/{attachmentId}/{part}"] = "attachmentNotFound",
        ["POST /widget/conversations/{conversationId}/attachments"] = "conversationNotFound",
    };

    /// <summary>What they read or change is the caller's own, by her session. The hubs' methods have a matrix of their own.</summary>
    private static readonly string[] Own =
    [
        "* /hubs/operator", "* /hubs/operator/negotiate", "* /hubs/widget", "* /hubs/widget/negotiate",
        "GET /api/deliveries", "GET /api/me", "POST /api/sign-out", "PUT /api/custom-fields", "PUT /api/privacy",
    ];

    /// <summary>Open to all, and why that gives nothing of an account away.</summary>
    private static readonly Dictionary<string, string> Open = new(StringComparer.Ordinal)
    {
        ["* /metrics"] = "figures, for this machine alone",
        ["GET /api/setup"] = "one word: an account exists or not",
        ["GET /health/live"] = "one word",
        ["GET /health/ready"] = "one word",
        ["GET /openapi/{documentName}.json"] = "the description of the API",
        ["GET /widget/frame"] = "the frame of a widget whose public key was given",
        ["GET,HEAD /"] = "a way to the dashboard",
        ["GET,HEAD /app/{**path}"] = "files of the dashboard",
        ["GET,HEAD /widget/{**path}"] = "files of the widget",
        ["POST /api/setup"] = "once, for an installation without an account",
        ["POST /api/sign-in"] = "whoever has the password",
        ["POST /widget/session"] = "a new contact, or the one whose token was given",
    };

    [Fact]
    public void Every_route_is_in_the_matrix() => Assert.Equal(
        Named.Keys.Concat(NamedByContacts.Keys).Concat(Own).Concat(Open.Keys).Order(StringComparer.Ordinal),
        front.Routes.Select(NameOf).Distinct().Order(StringComparer.Ordinal));

    [Fact, BadInput(5, 6)]
    public async Task Foreign_ids_are_answered_like_ids_that_nobody_has_and_change_nothing()
    {
        await using var scene = await Scene.Set(front);
        foreach (var route in front.Routes.Where(route => Named.ContainsKey(NameOf(route))))
        {
            var unknown = await Ask(scene.RivalOperator, route, Ids.Unknown(), "");
            var own = await Ask(scene.Olivia, route, scene.Shop, "");
            Assert.True(own.Answer.IsSuccessStatusCode, $"{NameOf(route)}: {own.Text}");
            var before = await scene.Settled();
            // Whatever else names the account: it is the session's.
            foreach (var query in new[] { "", $"?accountId={front.Shop.Account}", $"?account={front.Shop.Account.Value:N}&tenantId={front.Shop.Account}" })
            {
                var foreign = await Ask(scene.RivalOperator, route, scene.Shop, query);
                await Refusals.Is(404, "not_found", foreign.Answer, reason: Named[NameOf(route)].Reason);
                Assert.Equal(unknown.Text, foreign.Text);
                Assert.Equal(unknown.Headers, foreign.Headers);
            }
            Assert.Equal(before, await scene.Settled());
        }
    }

    [Fact, BadInput(69, 76)]
    public async Task Foreign_ids_of_contacts_are_answered_like_ids_that_nobody_has()
    {
        await using var scene = await Scene.Set(front);
        using var browser = new RestClient(front.Address);
        foreach (var route in front.Routes.Where(route => NamedByContacts.ContainsKey(NameOf(route))))
        {
            var own = await AskAs(scene.Mia, scene.Shop);
            Assert.True(own.Answer.IsSuccessStatusCode, $"{NameOf(route)}: {own.Text}");
            foreach (var stranger in new[] { scene.OtherVisitor, scene.RivalVisitor })
            {
                var foreign = await AskAs(stranger, scene.Shop);
                await Refusals.Is(404, "not_found", foreign.Answer, reason: NamedByContacts[NameOf(route)]);
                Assert.Equal((await AskAs(stranger, Ids.Unknown())).Text, foreign.Text);
            }

            async Task<(HttpResponseMessage Answer, string Text)> AskAs(Caller caller, Ids ids)
            {
                var (verb, path) = Split(NameOf(route));
                var answer = await browser.Send(
                    new(verb), Filled(route, path, ids), verb == "POST" ? new StringContent("a file") : null,
                    ("Idempotency-Key", Guid.NewGuid().ToString()), ("Authorization", $"Bearer {caller.Token}"));
                return (answer, await answer.Content.ReadAsStringAsync());
            }
        }
    }

    [Fact, BadInput(1, 41, 43)]
    public async Task Sessions_that_are_none_are_let_in_nowhere()
    {
        using var omar = new RestClient(front.Address);
        await omar.SignIn(front.Shop.Omar.Email, Tenant.Password);
        using var revoked = new RestClient(front.Address);
        revoked.Cookies.Add(omar.Cookies.GetCookies(front.Address));
        Assert.Equal(HttpStatusCode.OK, (await revoked.Get("/api/me")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await omar.Send(HttpMethod.Post, "/api/sign-out")).StatusCode);
        using var garbage = new RestClient(front.Address);
        garbage.Cookies.Add(front.Address, new Cookie("messagecenter", "CfDJ8garbage"));
        using var nobody = new RestClient(front.Address);
        var token = (await Caller.Session(front, front.Shop.WidgetKey)).GetProperty("token").GetString();
        foreach (var route in front.Routes.Where(route => PolicyOf(route) == Policies.Operator))
        {
            foreach (var client in new[] { nobody, garbage, revoked })
            {
                await IsRefused(client, route, "");
            }
            await IsRefused(nobody, route, "", ("Authorization", $"Bearer {token}"));
            await IsRefused(nobody, route, $"?access_token={token}");
        }
    }

    [Fact, BadInput(41, 60)]
    public async Task Tokens_that_are_none_open_no_widget()
    {
        await using var mia = await Caller.Visitor(front, front.Shop.WidgetKey);
        var token = mia.Token!;
        using var olivia = new RestClient(front.Address);
        await olivia.SignIn(front.Shop.Olivia.Email, Tenant.Password);
        using var nobody = new RestClient(front.Address);
        var ofRival = front.Rival.WidgetKey + token[65..];
        var ofAnother = token[..^1] + (token[^1] == 'A' ? 'B' : 'A');
        foreach (var route in front.Routes.Where(route => PolicyOf(route) == Policies.Contact))
        {
            await IsRefused(nobody, route, "");
            await IsRefused(olivia, route, "");
            foreach (var wrong in new[] { "x", "0", ofRival, ofAnother, token + "x", token[..64] })
            {
                await IsRefused(nobody, route, $"?access_token={wrong}");
                await IsRefused(nobody, route, "", ("Authorization", $"Bearer {wrong}"));
            }
        }
        // Another account's widget makes a stranger of her; another widget of the same account knows her.
        var abroad = await Caller.Session(front, front.Rival.WidgetKey, token);
        Assert.NotEqual(mia.Contact!.Value.Value, abroad.GetProperty("contactId").GetGuid());
        var beside = await Caller.Session(front, front.Shop.OtherWidgetKey, token);
        Assert.Equal(mia.Contact!.Value.Value, beside.GetProperty("contactId").GetGuid());
    }

    [Fact, BadInput(56)]
    public async Task A_widget_that_is_switched_off_is_answered_like_an_unknown_one()
    {
        await using var mia = await Caller.Visitor(front, front.Rival.OtherWidgetKey);
        var widget = front.Rival.OtherWidget;
        await front.Account(front.Rival).ChangeWidget(widget with { IsEnabled = false });
        using var browser = new RestClient(front.Address);
        foreach (var key in new[] { front.Rival.OtherWidgetKey, new WidgetKey(front.Rival.Account, new(Guid.NewGuid())).ToString() })
        {
            await Refusals.Is(404, "not_found", await browser.Get($"/widget/frame?key={key}&host={widget.AllowedOrigins[0]}"));
            await Refusals.Is(404, "not_found", await browser.Post("/widget/session", new { widgetKey = key, token = mia.Token, locale = "en" }));
        }
        // The front knows the account anew within two seconds.
        await Poll.For(
            () => mia.Call(nameof(Hello), new Hello("en")), said => said == HubCodes.NotFound, "the widget says that it is gone", HubCodes.NotFound);
        await front.Account(front.Rival).ChangeWidget(widget);
    }

    private static async Task<(HttpResponseMessage Answer, string Text, string Headers)> Ask(Caller caller, RouteEndpoint route, Ids ids, string query)
    {
        var (verb, path) = Split(NameOf(route));
        var body = Named[NameOf(route)].Body is { } given ? JsonContent.Create(given) : null;
        var answer = await caller.Rest!.Send(
            new(verb), Filled(route, path, ids) + query, body,
            ("Idempotency-Key", Guid.NewGuid().ToString()), ("X-Account-Id", ids.Contact.ToString()), ("X-Tenant-Id", "shop"));
        var headers = answer.Headers.Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
        return (answer, await answer.Content.ReadAsStringAsync(), string.Join('\n', headers));
    }

    private static async Task IsRefused(RestClient client, RouteEndpoint route, string query, params (string, string)[] headers)
    {
        var (verb, path) = Split(NameOf(route));
        var origin = client.Address.GetLeftPart(UriPartial.Authority);
        var answer = await client.Send(
            verb == "*" ? HttpMethod.Post : new(verb), Filled(route, path, Ids.Unknown()) + query, null, [("Origin", origin), .. headers]);
        Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{NameOf(route)}{query}: {answer.StatusCode}");
        Assert.NotEmpty(answer.Headers.WwwAuthenticate);
        await Refusals.Is(401, "unauthenticated", answer);
    }

    private static string Filled(RouteEndpoint route, string path, Ids ids)
    {
        foreach (var part in route.RoutePattern.Parameters)
        {
            var value = part.Name switch
            {
                "conversationId" => ids.Conversation.ToString(),
                "contactId" => ids.Contact.ToString(),
                "attachmentId" => ids.Attachment.ToString(),
                "part" => "file",
                "deliveryId" => ids.Delivery.ToString(),
                _ => throw new InvalidOperationException($"The matrix does not know what {part.Name} in {path} is: teach it."),
            };
            path = path.Replace($"{{{part.Name}}}", value, StringComparison.Ordinal);
        }
        return path;
    }

    /// <summary>Of several verbs the first.</summary>
    private static (string Verb, string Path) Split(string name) =>
        name.Split(' ', 2) is [var verbs, var path] ? (verbs.Split(',')[0], path) : ("", name);

    private static string? PolicyOf(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IAllowAnonymous>() is not null ? null : route.Metadata.GetMetadata<IAuthorizeData>()?.Policy ?? Policies.Operator;

    private static string NameOf(RouteEndpoint route)
    {
        var verbs = route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? string.Join(',', methods) : "*";
        return $"{verbs} /{route.RoutePattern.RawText?.TrimStart('/')}";
    }
}
