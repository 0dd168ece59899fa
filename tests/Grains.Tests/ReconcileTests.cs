using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Grains.Interfaces.Operators;
using MessageCenter.Grains.Runtime;
using Orleans.Core.Internal;

namespace MessageCenter.Grains.Tests;

/// <summary>
/// What a grain believes is never old for long: whatever another activation wrote, or was told in vain, it finds out by
/// looking again.
/// </summary>
public sealed class ReconcileTests
{
    [Fact]
    public async Task A_switch_that_was_set_through_another_activation_shows_soon()
    {
        await using var cluster = await GrainCluster.Start(silos: 2, splitGrains: ["operator"]);
        var front = new RecordingFront();
        var there = Olivia(cluster, 0);
        var reference = cluster.GrainsOf(0).CreateObjectReference<IFeedObserver>(front);
        var inbox = await there.WatchInbox(reference, 1);
        Assert.Equal(Availability.Away, inbox?.Availability);

        Assert.Null((await Olivia(cluster, 1).SetAvailability(Availability.Online)).Rejection);

        await AsTimePasses(
            cluster,
            async () => await there.RenewInbox(reference, 1)
                && front.Pushes.OfType<FeedPush.InboxChanged>().Any(push => push.Availability == Availability.Online),
            "the desk shows that she is online");
    }

    [Fact]
    public async Task A_conversation_that_says_the_same_again_is_not_pushed_again()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        await cluster.Conversation(id).AssignConversation(Reader.Operator(cluster.Olivia), "Olivia", new(Guid.NewGuid()), null);
        var (front, reference) = cluster.NewFront();
        var head = await cluster.Head(id);
        await cluster.Operator(cluster.Olivia).ConversationChanged(head);
        await cluster.Operator(cluster.Olivia).WatchInbox(reference, 1);

        await cluster.Operator(cluster.Olivia).ConversationChanged(head);
        await cluster.Operator(cluster.Olivia).SetAvailability(Availability.Online);

        await Poll.Until(
            () => front.Pushes.OfType<FeedPush.InboxChanged>().Any(push => push.Availability == Availability.Online), "the switch");
        Assert.DoesNotContain(front.Pushes, push => push is FeedPush.InboxChanged { Conversation: { Mode: ConversationMode.Asynchronous } });
    }

    [Fact]
    public async Task A_name_that_was_given_through_another_activation_shows_soon()
    {
        await using var cluster = await GrainCluster.Start(silos: 2, splitGrains: ["contact"]);
        var (contact, _) = await cluster.Arrive();
        var front = new RecordingFront();
        var watched = Contact(cluster, 0, contact);
        var reference = cluster.GrainsOf(0).CreateObjectReference<IFeedObserver>(front);
        await watched.WatchMessenger(reference, 1);

        // Her first visit was noted through the other one: this one may have to read again first.
        await Poll.Until(
            async () => (await Contact(cluster, 1, contact).SetContactInfo("Ada", null, null, null)).Rejection is null, "her name is taken");

        await AsTimePasses(
            cluster,
            async () => await watched.RenewMessenger(reference, 1)
                && front.Pushes.OfType<FeedPush.MessengerChanged>().Any(push => push.Contact?.Name == "Ada"),
            "the widget shows her name");
    }

    [Fact]
    public async Task A_conversation_whose_end_was_told_to_nobody_shows_as_ended_soon()
    {
        await using var cluster = await GrainCluster.Start(silos: 2, splitGrains: ["contact"]);
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        // Whichever of her two activations the conversation tells, the other one hears nothing.
        RecordingFront[] fronts = [new(), new()];
        var references = fronts.Select((front, silo) => cluster.GrainsOf(silo).CreateObjectReference<IFeedObserver>(front)).ToArray();
        for (var silo = 0; silo < fronts.Length; silo++)
        {
            await Contact(cluster, silo, contact).WatchMessenger(references[silo], 1);
        }

        await cluster.Conversation(id).EndConversation(Reader.Contact(contact), null, new(Guid.NewGuid()));

        await AsTimePasses(
            cluster,
            async () => await Contact(cluster, 0, contact).RenewMessenger(references[0], 1)
                && await Contact(cluster, 1, contact).RenewMessenger(references[1], 1)
                && fronts.All(front => front.Pushes.OfType<FeedPush.MessengerChanged>()
                .Any(push => push.Conversation is { Status: ConversationStatus.Ended })),
            "both widgets show the end");
    }

    [Fact]
    public async Task A_conversation_that_ended_and_began_anew_shows_as_what_it_is_though_it_looks_as_before()
    {
        await using var cluster = await GrainCluster.Start(silos: 2, splitGrains: ["contact"]);
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        RecordingFront[] fronts = [new(), new()];
        var references = fronts.Select((front, silo) => cluster.GrainsOf(silo).CreateObjectReference<IFeedObserver>(front)).ToArray();
        for (var silo = 0; silo < fronts.Length; silo++)
        {
            await Contact(cluster, silo, contact).WatchMessenger(references[silo], 1);
        }

        // The activation that is told nothing knows it as it was, and reads it as it is again: the end was between.
        await cluster.Conversation(id).EndConversation(Reader.Contact(contact), null, new(Guid.NewGuid()));
        var again = (await cluster.Say(contact, id, "One more thing")).Seq;
        Assert.Equal(ConversationStatus.New, (await cluster.Head(id)).Status);

        await AsTimePasses(
            cluster,
            async () => await Contact(cluster, 0, contact).RenewMessenger(references[0], 1)
                && await Contact(cluster, 1, contact).RenewMessenger(references[1], 1)
                && fronts.All(front => front.Pushes.OfType<FeedPush.MessengerChanged>()
                .Any(push => push.Conversation is { Status: ConversationStatus.New } head && head.LastSeq >= again)),
            "both widgets show that it goes on");
    }

    [Fact]
    public async Task Slots_that_were_changed_through_another_activation_of_the_account_are_told_soon()
    {
        await using var cluster = await GrainCluster.Start(silos: 2, splitGrains: ["account"]);
        var known = (await Account(cluster, 0).ReadAccount())?.Operators.First(one => one.OperatorId == cluster.Olivia);

        Assert.Null((await Account(cluster, 1).ChangeOperator(known! with { SlotsMax = 7 })).Rejection);
        Assert.Equal(3, (await Account(cluster, 0).ReadOperator(cluster.Olivia))?.SlotsMax);
        cluster.Clock.Advance(new GrainTimings().ReconcileEvery);

        Assert.Equal(7, (await Account(cluster, 0).ReadOperator(cluster.Olivia))?.SlotsMax);
        Assert.Contains((await Account(cluster, 0).ReadAccount())!.Operators, one => one.SlotsMax == 7);
    }

    [Fact]
    public async Task A_contact_whose_grain_was_lost_is_found_to_have_left()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        Assert.True((await cluster.Head(id)).ContactIsPresent);

        await Sleep(cluster.Contact(contact));

        await cluster.UntilAsTimePasses(id, "nobody there", head => !head.ContactIsPresent);
    }

    [Fact]
    public async Task A_place_in_the_line_is_not_kept_for_somebody_who_left_while_her_grains_slept()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        Assert.True(await RowOf(cluster, id) is { Waits: true });
        await Sleep(cluster.Contact(contact));
        await Sleep(cluster.Conversation(id));

        await AsTimePasses(cluster, async () => await RowOf(cluster, id) is { Waits: false }, "she waits no longer");
    }

    [Fact]
    public async Task A_slot_is_not_kept_for_somebody_who_left_while_her_grains_slept()
    {
        await using var cluster = await GrainCluster.Start();
        var front = await cluster.GoOnline(cluster.Olivia);
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        await cluster.Until(id, "live", head => head.Mode == ConversationMode.Live);
        await Sleep(cluster.Contact(contact));
        await Sleep(cluster.Conversation(id));

        await AsTimePasses(
            cluster,
            async () =>
            {
                await cluster.Operator(cluster.Olivia).RenewInbox(front, 1);
                return await RowOf(cluster, id) is { Mode: ConversationMode.Asynchronous };
            },
            "her slot is free");
    }

    [Theory]
    [InlineData(ConversationStatus.Open)]
    [InlineData(ConversationStatus.Pending)]
    public async Task An_owned_conversation_does_not_show_somebody_as_there_who_left_while_her_grains_slept(ConversationStatus status)
    {
        await using var cluster = await GrainCluster.Start();
        var olivia = Reader.Operator(cluster.Olivia);
        var (_, desk) = cluster.NewFront();
        await cluster.Operator(cluster.Olivia).WatchInbox(desk, 1);
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        await cluster.Conversation(id).AssignConversation(olivia, "Olivia", new(Guid.NewGuid()), null);
        await cluster.Conversation(id).SetStatus(olivia, "Olivia", new(Guid.NewGuid()), status);
        await Sleep(cluster.Contact(contact));
        await Sleep(cluster.Conversation(id));

        await AsTimePasses(cluster, async () => await RowOf(cluster, id) is { ContactIsPresent: false }, "nobody there");
    }

    private static async Task<ConversationState?> RowOf(GrainCluster cluster, ConversationId id) =>
        (await cluster.Store.Load(cluster.Account, id, 0, CancellationToken.None))?.State;

    /// <summary>Its activation goes; only a call wakes it again.</summary>
    private static async Task Sleep(IGrain grain) => await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();

    private static Task AsTimePasses(GrainCluster cluster, Func<Task<bool>> isSo, string what) => Poll.Until(
        async () =>
        {
            cluster.Clock.Advance(TimeSpan.FromSeconds(1));
            return await isSo();
        },
        what,
        TimeSpan.FromSeconds(20));

    private static IAccountGrain Account(GrainCluster cluster, int silo) =>
        cluster.GrainsOf(silo).GetGrain<IAccountGrain>(GrainKeys.Of(cluster.Account));

    private static IOperatorGrain Olivia(GrainCluster cluster, int silo) =>
        cluster.GrainsOf(silo).GetGrain<IOperatorGrain>(GrainKeys.Of(cluster.Account, cluster.Olivia));

    private static IContactGrain Contact(GrainCluster cluster, int silo, ContactId contact) =>
        cluster.GrainsOf(silo).GetGrain<IContactGrain>(GrainKeys.Of(cluster.Account, contact));
}
