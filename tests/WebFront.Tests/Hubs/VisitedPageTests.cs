using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.WebFront.Hubs;
using MessageCenter.WebFront.Hubs.Messages;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace MessageCenter.WebFront.Tests.Hubs;

/// <summary>What a visitor's browser may say about the pages that she looks at.</summary>
public sealed class VisitedPageTests(HubFixture front) : IClassFixture<HubFixture>
{
    private const string Shop = "https://shop.example/";

    [Fact]
    public async Task Operators_who_look_are_told_and_a_page_ends_with_its_connection()
    {
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await olivia.Watch(id);
        Assert.Null((await Enter(visitor, Shop + "lamps?token=canary", "Lamps")).Rejection);
        await olivia.Pushed<VisitsChanged>(push => push.ConversationId == id, "the page");
        var page = Assert.Single((await Read(olivia, visitor))!.Pages.Items);
        Assert.Equal((Shop + "lamps?token=*", "Lamps", true), (page.Url, page.Title, page.IsLive));
        await visitor.Connection.StopAsync();
        await Poll.For(() => Read(olivia, visitor), visits => visits?.Pages[0].IsLive == false, "the page is left", "no live page");
    }

    [Fact]
    public async Task A_page_that_is_hidden_is_left()
    {
        await using var visitor = await front.Visit();
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await visitor.Connection.InvokeAsync("LeavePage", new LeavePage());
        Assert.Null(await Read(olivia, visitor));
        await Enter(visitor, Shop, "");
        await visitor.Connection.InvokeAsync("LeavePage", new LeavePage());
        Assert.Equal((false, 1L), ((await Read(olivia, visitor))!.Pages[0].IsLive, (await Read(olivia, visitor))!.Impressions));
    }

    [Fact, BadInput(62)]
    public async Task What_is_no_page_is_not_kept_and_titles_are_cut()
    {
        await using var visitor = await front.Visit();
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        foreach (var url in new[] { "javascript:alert(1)", "data:text/html,<script>", "", "//shop.example", "https://", Shop + new string('x', 9_000) })
        {
            Assert.Null((await Enter(visitor, url, "No page")).Rejection);
        }
        Assert.Null(await Read(olivia, visitor));
        await Enter(visitor, "https://mia:secret@shop.example/login?password=canary", "<script>alert(1)</script>" + new string('x', 5_000));
        var page = Assert.Single((await Read(olivia, visitor))!.Pages.Items);
        Assert.Equal("https://shop.example/login?password=*", page.Url);
        Assert.StartsWith("<script>", page.Title, StringComparison.Ordinal);
        Assert.Equal(Limits.PageTitleLengthMax, page.Title.Length);
    }

    [Fact, BadInput(62)]
    public async Task More_pages_than_anybody_looks_at_are_refused_and_their_order_is_kept()
    {
        await using var visitor = await front.Visit();
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        var kept = new List<string>();
        var refused = 0;
        for (var number = 0; number < Limits.PageReportsBurstMax * 2; number++)
        {
            try
            {
                await Enter(visitor, $"{Shop}{number}", "");
                kept.Add($"{Shop}{number}");
            }
            catch (HubException refusal)
            {
                Assert.EndsWith(HubCodes.Of(Rejection.TooManyPages).Message, refusal.Message, StringComparison.Ordinal);
                refused++;
            }
        }
        Assert.True(refused > 0);
        Assert.Equal(kept.TakeLast(Limits.VisitedPagesKept), (await Read(olivia, visitor))!.Pages.Select(page => page.Url));
    }

    private static Task<Answer> Enter(Visitor visitor, string url, string title) =>
        visitor.Connection.InvokeAsync<Answer>("EnterPage", new EnterPage(url, title));

    private static Task<VisitsView?> Read(HubClient olivia, Visitor visitor) =>
        olivia.Connection.InvokeAsync<VisitsView?>("ReadVisits", new ReadVisits(visitor.Contact));
}
