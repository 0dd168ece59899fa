using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Grains.Interfaces.Routing;
using MessageCenter.WebFront.Feeds;
using MessageCenter.WebFront.Hubs;
using MessageCenter.WebFront.Hubs.Messages;

namespace MessageCenter.WebFront.Tests.Hubs;

/// <summary>Widgets are told whether somebody of their group is there; this has no version that would show what was lost.</summary>
public sealed class GroupAvailabilityTests(HubFixture front) : IClassFixture<HubFixture>
{
    [Fact]
    public async Task A_widget_that_hears_late_that_somebody_is_there_does_not_keep_it_for_itself()
    {
        var shop = front.Shop;
        var router = front.Cluster.GetGrain<IRouterGrain>(GrainKeys.Of(shop.Account));
        var widgets = new Widgets();
        var feed = new UnassignedFeed(
            FeedKey.Unassigned(shop.Account),
            router,
            front.Cluster.CreateObjectReference<IFeedObserver>(new Deaf()),
            null!,
            _ => widgets);
        Assert.False(await feed.IsAnswered(shop.Group));
        await using var olivia = await front.SitDown(shop, shop.Olivia, Availability.Online);
        await Poll.Until(() => router.IsAnswered(shop.Group), "the router knows that she is there");
        Assert.Empty(widgets.Told);

        Assert.True(await feed.IsAnswered(shop.Group));

        Assert.Equal([true], widgets.Told);
        Assert.True(feed.WasAnswered(shop.Group));
    }

    /// <summary>A front to which every push is lost.</summary>
    private sealed class Deaf : IFeedObserver
    {
        public Task Push(FeedPush push) => Task.CompletedTask;
    }

    /// <summary>The widgets of one group, as the front sees them.</summary>
    private sealed class Widgets : IWidgetClient
    {
        public List<bool?> Told { get; } = [];

        public Task MessengerChanged(MessengerChanged push)
        {
            Told.Add(push.WidgetIsAnswered);
            return Task.CompletedTask;
        }

        public Task TimelineAdvanced(TimelineAdvanced push) => Task.CompletedTask;

        public Task ReceiptsAdvanced(ReceiptsAdvanced push) => Task.CompletedTask;

        public Task TypingShown(TypingShown push) => Task.CompletedTask;

        public Task ConversationBeat(ConversationBeat push) => Task.CompletedTask;

        public Task MessengerBeat(FeedBeat push) => Task.CompletedTask;

        public Task SignedOut(SignedOut push) => Task.CompletedTask;
    }
}
