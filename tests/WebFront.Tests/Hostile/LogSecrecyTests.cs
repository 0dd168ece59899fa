using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MessageCenter.Clustering;
using MessageCenter.Domain;
using MessageCenter.WebFront.Hubs;
using MessageCenter.WebFront.Hubs.Messages;
using MessageCenter.WebFront.Tests.Hubs;
using MessageCenter.WebFront.Tests.Rest;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MessageCenter.WebFront.Tests.Hostile;

/// <summary>A whole story, with everything logged that anybody would log, and nothing in it that is nobody's business.</summary>
public sealed class LogSecrecyTests(FrontFixture front) : IClassFixture<FrontFixture>
{
    private readonly List<string> canaries = [];

    [Fact, BadInput(43)]
    public async Task No_password_session_token_or_word_of_anybody_is_in_a_log()
    {
        canaries.AddRange([Tenant.Password, front.Shop.Olivia.Email, front.Shop.Olivia.Name]);
        await using var olivia = await Caller.Operator(front, front.Shop.Olivia);
        canaries.Add(olivia.Rest!.AntiForgeryToken);
        canaries.Add(olivia.Rest.Cookies.GetCookies(front.Address)["messagecenter"]!.Value);
        Assert.True(front.Places.TryDequeue(out var place));
        canaries.AddRange([place.Address, place.City]);
        await using var mia = await Caller.Visitor(front, front.Shop.WidgetKey, null, ("X-Forwarded-For", place.Address));
        canaries.Add(mia.Token![98..]);

        await TheyTalk(olivia, mia);
        await WhatIsRefusedIsNotRepeated(olivia, mia);

        var lines = front.Logged.Lines;
        foreach (var canary in canaries)
        {
            Assert.True(canary.Length > 8, canary);
            var told = lines.FirstOrDefault(line => line.All.Contains(canary, StringComparison.OrdinalIgnoreCase));
            Assert.True(told is null, $"{canary}: {told?.All}");
        }
        // The ears were open: what may be said at the finest levels was heard.
        foreach (var speaker in new[] { "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Routing", "Orleans" })
        {
            Assert.Contains(lines, line => line.Level <= LogLevel.Debug && line.Category.StartsWith(speaker, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.Error, false)]
    [InlineData("Microsoft.AspNetCore.SignalR.HubConnectionHandler", LogLevel.Debug, false)]
    [InlineData("Microsoft.AspNetCore.SignalR.HubConnectionHandler", LogLevel.Error, true)]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Information, false)]
    [InlineData("Microsoft.AspNetCore.Routing.EndpointMiddleware", LogLevel.Trace, true)]
    public void No_setting_makes_those_speak_who_repeat_what_was_sent(string category, LogLevel level, bool isHeard)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["LogLevel:Default"] = "Trace",
            [$"LogLevel:{category}"] = "Trace",
            [$"{typeof(LogKeeper).FullName}:LogLevel:{category}"] = "Trace",
        }).Build();
        using var heard = new LogKeeper();
        using var services = new ServiceCollection()
            .AddLogging(logging => logging.AddConfiguration(settings).AddProvider(heard))
            .AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, LogDiscretion>()
            .BuildServiceProvider();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(category);
        Assert.Equal(isHeard, logger.IsEnabled(level));
    }

    private async Task TheyTalk(Caller olivia, Caller mia)
    {
        var id = new ConversationId(Guid.NewGuid());
        await Done(mia, nameof(StartConversation), new StartConversation(id, Command(), Canary("first message"), "en"));
        await Done(mia, nameof(SetContactInfo), new SetContactInfo(
            Command(), Canary("name"), $"{Canary("mail")}@mia.example", Canary("phone"), Canary("company")));
        await Done(mia, nameof(SetCustomData), new SetCustomData(Command(), $$"""{"basket":"{{Canary("custom data")}}"}"""));
        await Done(mia, nameof(ShareLocation), new ShareLocation(Command(), -41.29, 174.78, 20, Canary("zone")[^32..]));
        await Done(mia, nameof(EnterPage), new EnterPage($"https://shop.example/?q={Canary("page")}", Canary("title of a page")));
        await olivia.Call(nameof(ReadVisits), new ReadVisits(mia.Contact!.Value));
        await Done(olivia, nameof(AssignConversation), new AssignConversation(id, Command()));
        await Done(olivia, nameof(PostMessage), new PostMessage(id, Command(), Canary("answer")));
        await Done(olivia, nameof(AddNote), new AddNote(id, Command(), Canary("note")));
        var notes = JsonNode.Parse(await olivia.Call(nameof(ReadNotes), new ReadNotes(id)));
        var note = (long)notes!["notes"]![0]!["noteSeq"]!;
        await Done(olivia, nameof(EditNote), new EditNote(id, Command(), note, note, Canary("edited note")));
        await Done(olivia, nameof(DeleteNote), new DeleteNote(id, Command(), note));
        await olivia.Call(nameof(WatchConversation), new WatchConversation(id));
        await olivia.Call(nameof(ReadContact), new ReadContact(mia.Contact!.Value));
        var body = JsonContent.Create(new { text = Canary("over REST") });
        var path = $"/api/conversations/{id}/messages";
        Assert.True((await olivia.Rest!.Send(HttpMethod.Post, path, body, ("Idempotency-Key", Guid.NewGuid().ToString()))).IsSuccessStatusCode);
        await Done(olivia, nameof(EndConversation), new EndConversation(id, Command()));
        await Done(mia, nameof(RateConversation), new RateConversation(id, Command(), 4, Canary("rating")));
        await mia.Call(nameof(Hello), new Hello("en"));
        await olivia.Call(nameof(Hello), new Hello("en"));
    }

    private async Task WhatIsRefusedIsNotRepeated(Caller olivia, Caller mia)
    {
        await olivia.Rest!.SignIn(front.Shop.Omar.Email, Canary("wrong password"));
        await olivia.Rest.SignIn($"{Canary("unknown address")}@nobody.example", "wrong-password");
        await olivia.Rest.PostText("/api/sign-in", $$"""{"email":"{{Canary("broken body")}}",""");
        await olivia.Rest.PostText("/api/sign-in", $$"""{"{{Canary("unknown field")}}":1}""");
        await olivia.Rest.PostText("/widget/session", $$"""{"widgetKey":1,"token":"{{Canary("token of the wrong type")}}","locale":"en"}""");
        await mia.Call(nameof(PostMessage), new PostMessage(new(Guid.NewGuid()), Command(), Canary("to nobody") + '\0'));
        await mia.Call(nameof(SetCustomData), new SetCustomData(Command(), Canary("no JSON")));
        await mia.Call(nameof(ShareLocation), new ShareLocation(Command(), 91, 181, -1, Canary("no zone")));
        await mia.Call(nameof(Hello), new { locale = 1, text = Canary("does not bind") });
        await mia.Call(Canary("NoSuchMethod"), new Hello("en"));
        var hub = new UriBuilder(new Uri(front.Address, HubRegistration.WidgetPath)) { Query = $"access_token={mia.Token}" }.Uri;
        await using var socket = await RawSocket.Open(hub);
        await socket.SendFrame($$"""{"type":1,"target":"PostMessage","arguments":["{{Canary("malformed frame")}}",""");
        Assert.Equal(HubCodes.Malformed, await socket.Close());
        using var nobody = new RestClient(front.Address);
        await nobody.Get($"/api/me?access_token={mia.Token}");
        await nobody.Get($"/hubs/widget?access_token={Canary("invented-token").Replace(' ', '-')}");
    }

    /// <summary>Words that nobody else says.</summary>
    private string Canary(string of)
    {
        var canary = $"canary {of} {Guid.NewGuid():N}";
        canaries.Add(canary[^32..]);
        return of is "mail" or "unknown address" ? canary[^32..] : canary;
    }

    private static async Task Done(Caller caller, string method, object argument) =>
        Assert.Contains("\"rejection\":null", await caller.Call(method, argument), StringComparison.Ordinal);

    private static CommandId Command() => new(Guid.NewGuid());
}
