using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.TestKit;

namespace MessageCenter.Grains.Tests.Contacts;

/// <summary>The pages of a contact: in order, kept over a restart, live only while a connection says so.</summary>
public sealed class VisitsTests
{
    private const string Shop = "https://shop.example/";

    [Fact]
    public async Task Pages_are_kept_in_the_order_in_which_they_were_told_and_outlive_a_restart()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        Assert.Null(await Visits(cluster, contact).ReadVisits());
        await Visits(cluster, contact).EnterPage("one", Shop + "lamps?token=canary", "Lamps");
        cluster.Clock.Advance(TimeSpan.FromSeconds(30));
        await Visits(cluster, contact).EnterPage("one", Shop + "desks", "Desks");
        await Visits(cluster, contact).EnterPage("one", "javascript:alert(1)", "x");
        Assert.Equal(["lamps?token=* 30", "desks 0 live"], await Read(cluster, contact));
        cluster.Clock.Advance(TimeSpan.FromSeconds(2));
        await Visits(cluster, contact).LeavePage("one");
        await cluster.Restart();
        Assert.Equal(["lamps?token=* 30", "desks 2"], await Read(cluster, contact));
        Assert.Equal(2, (await Visits(cluster, contact).ReadVisits())?.Impressions);
    }

    [Fact]
    public async Task Who_leaves_a_page_in_one_tab_is_still_on_that_of_another()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        await Visits(cluster, contact).EnterPage("one", Shop + "lamps", null);
        await Visits(cluster, contact).EnterPage("two", Shop + "desks", null);
        await Visits(cluster, contact).LeavePage("one");
        Assert.Equal(["lamps 0", "desks 0 live"], await Read(cluster, contact));
        await Visits(cluster, contact).LeavePage("two");
        Assert.Equal(["lamps 0", "desks 0"], await Read(cluster, contact));
    }

    [Fact]
    public async Task A_page_whose_front_has_vanished_is_live_no_more()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        await Visits(cluster, contact).EnterPage("one", Shop + "lamps", null);
        Assert.Equal(["lamps 0 live"], await Read(cluster, contact));
        await Poll.Until(
            async () =>
            {
                cluster.Clock.Advance(TimeSpan.FromSeconds(1));
                return (await Read(cluster, contact)).All(page => !page.EndsWith("live", StringComparison.Ordinal));
            },
            "the page is left");
    }

    [Fact]
    public async Task Operators_who_have_a_conversation_of_hers_open_are_told()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        var (front, reference) = cluster.NewFront();
        await cluster.Conversation(id).WatchConversation(Reader.Operator(cluster.Olivia), reference, null);
        await Visits(cluster, contact).EnterPage("one", Shop + "lamps", null);
        await Poll.Until(
            () =>
            {
                cluster.Clock.Advance(TimeSpan.FromSeconds(1));
                return front.Pushes.OfType<FeedPush.VisitsChanged>().Any(push => push.ConversationId == id);
            },
            "the page is pushed");
    }

    private static IVisitsGrain Visits(GrainCluster cluster, ContactId contact) =>
        cluster.Grains.GetGrain<IVisitsGrain>(GrainKeys.Of(cluster.Account, contact));

    private static async Task<string[]> Read(GrainCluster cluster, ContactId contact) =>
        [.. ((await Visits(cluster, contact).ReadVisits())?.Pages ?? []).Select(
            page => $"{page.Url[Shop.Length..]} {page.StayedSeconds}{(page.IsLive ? " live" : "")}")];
}
