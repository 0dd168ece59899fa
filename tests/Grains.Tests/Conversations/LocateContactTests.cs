using MessageCenter.Domain;
using MessageCenter.Domain.Contacts;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;

namespace MessageCenter.Grains.Tests.Conversations;

/// <summary>Where a contact is: kept with her, told to whoever looks, and not to herself.</summary>
public sealed class LocateContactTests
{
    private static readonly ContactLocation Berlin =
        new(52.516274, 13.377704, 12, null, null, null, "Europe/Berlin", LocationKind.Browser, default);

    [Fact]
    public async Task It_is_kept_rounded_with_the_time_of_here_and_outlives_the_process()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var kept = Berlin.Rounded() with { At = cluster.Clock.GetUtcNow() };
        Assert.Null((await cluster.Contact(contact).LocateContact(Berlin)).Rejection);
        Assert.Equal(kept, (await cluster.Contact(contact).ReadContact())?.Location);
        await cluster.Restart();
        Assert.Equal(kept, (await cluster.Contact(contact).ReadContact())?.Location);
        Assert.Null((await cluster.Contact(contact).LocateContact(null)).Rejection);
        Assert.Null((await cluster.Contact(contact).ReadContact())?.Location);
    }

    [Fact]
    public async Task Her_messenger_is_not_told()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, front) = await cluster.Arrive();
        Assert.Null((await cluster.Contact(contact).LocateContact(Berlin)).Rejection);
        var messenger = await cluster.Contact(contact).WatchMessenger(front, 1);
        Assert.NotNull(messenger);
        Assert.Null(messenger.Contact.Location);
    }

    [Fact]
    public async Task Whoever_looks_at_her_conversation_is_told_and_only_when_it_changed()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        var (front, reference) = cluster.NewFront();
        await cluster.Conversation(id).WatchConversation(Reader.Operator(cluster.Olivia), reference, null);
        int Told() => front.Pushes.OfType<FeedPush.ProfileChanged>().Count();
        await Poll.Until(() => Told() == 0, "nobody was told yet");
        Assert.Null((await cluster.Contact(contact).LocateContact(Berlin)).Rejection);
        await Poll.Until(() => Told() == 1, "the place is told");
        Assert.Null((await cluster.Contact(contact).LocateContact(Berlin)).Rejection);
        Assert.Equal(
            Rejection.LocationWasJustShared, (await cluster.Contact(contact).LocateContact(Berlin with { Latitude = 48.14 })).Rejection);
        Assert.Equal(Rejection.LocationIsInvalid, (await cluster.Contact(contact).LocateContact(Berlin with { Latitude = 91 })).Rejection);
        Assert.Null((await cluster.Contact(contact).LocateContact(null)).Rejection);
        await Poll.Until(() => Told() == 2, "that it is forgotten is told, and nothing between");
    }
}
