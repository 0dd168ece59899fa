using MessageCenter.LoadTest.Measure;

namespace MessageCenter.Faults.Tests;

public sealed class OwnerCheckTests
{
    private static readonly Guid Conversation = Seed.Id(1), Olivia = Seed.Id(2), Omar = Seed.Id(3);

    [Fact]
    public void Agrees_when_the_owner_alone_has_it() => Finds(0, Olivia, shown: Olivia, inInboxOf: [Olivia]);

    [Fact]
    public void Agrees_when_nobody_has_it() => Finds(0, null, shown: null, inInboxOf: []);

    [Fact]
    public void Finds_another_owner_on_a_front() => Finds(1, Olivia, shown: Omar, inInboxOf: [Olivia]);

    [Fact]
    public void Finds_a_conversation_in_two_inboxes() => Finds(1, Olivia, shown: Olivia, inInboxOf: [Olivia, Omar]);

    [Fact]
    public void Finds_a_conversation_that_its_owner_does_not_see() => Finds(1, Olivia, shown: Olivia, inInboxOf: []);

    [Fact]
    public void Finds_an_ended_one_that_is_still_in_an_inbox()
    {
        var front = new FrontView(new Dictionary<Guid, Guid?> { [Conversation] = Olivia }, Inboxes([Olivia]));
        Assert.Equal(1, OwnerCheck.Count([new(Conversation, Olivia, IsEnded: true)], front));
    }

    [Fact]
    public void Finds_more_live_conversations_than_slots_and_a_live_one_without_an_owner()
    {
        var census = new Census([(Seed.Id(4), Olivia), (Seed.Id(5), Olivia), (Seed.Id(6), null), (Seed.Id(7), Omar)], []);
        Assert.Equal(2, census.OverSlots(slotsMax: 1));
    }

    private static void Finds(int expected, Guid? owner, Guid? shown, Guid[] inInboxOf)
    {
        var front = new FrontView(new Dictionary<Guid, Guid?> { [Conversation] = shown }, Inboxes(inInboxOf));
        Assert.Equal(expected, OwnerCheck.Count([new(Conversation, owner, IsEnded: false)], front));
    }

    private static Dictionary<Guid, IReadOnlySet<Guid>> Inboxes(Guid[] holders) => new[] { Olivia, Omar }
        .ToDictionary(one => one, IReadOnlySet<Guid> (one) => holders.Contains(one) ? new HashSet<Guid> { Conversation } : []);
}
