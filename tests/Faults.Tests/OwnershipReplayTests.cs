using System.Text.Json;
using MessageCenter.LoadTest.Measure;

namespace MessageCenter.Faults.Tests;

/// <summary>The judge of ownership must itself be able to find each trace that two owners leave.</summary>
public sealed class OwnershipReplayTests
{
    private static readonly Guid Olivia = Seed.Id(1), Omar = Seed.Id(2);

    [Fact]
    public void Follows_the_owner_through_assignment_and_forwarding() => Finds(
        Omar, 0, Assigned(Olivia, null), Live(Olivia), Said(Olivia), Assigned(Omar, Olivia), Said(Omar));

    [Fact]
    public void A_contact_may_write_whoever_owns_it() => Finds(null, 0, Said(null), Said(null));

    [Fact]
    public void After_a_new_beginning_nobody_owns_it() => Finds(
        null, 0, Assigned(Olivia, null), Happened("conversationEnded"), Happened("conversationReopened"));

    [Fact]
    public void Finds_an_assignment_that_knows_nothing_of_the_owner() => Finds(Omar, 1, Assigned(Olivia, null), Assigned(Omar, null));

    [Fact]
    public void Finds_an_assignment_that_follows_upon_another_owner() => Finds(Omar, 1, Assigned(Omar, Olivia));

    [Fact]
    public void Finds_a_slot_of_somebody_who_does_not_own_it() => Finds(Olivia, 1, Assigned(Olivia, null), Live(Omar));

    [Fact]
    public void Finds_words_of_somebody_who_does_not_own_it() => Finds(Olivia, 1, Assigned(Olivia, null), Said(Omar));

    [Fact]
    public void Finds_a_slot_of_a_conversation_that_has_ended() => Finds(
        Olivia, 1, Assigned(Olivia, null), Happened("conversationEnded"), Live(Olivia));

    private static void Finds(Guid? owner, int contradictions, params object[] entries)
    {
        var replay = new OwnershipReplay();
        foreach (var entry in entries)
        {
            replay.Add(JsonSerializer.SerializeToElement(entry, JsonSerializerOptions.Web));
        }
        Assert.Equal((owner, contradictions), (replay.Owner, replay.Contradictions));
    }

    private static object Assigned(Guid to, Guid? from) =>
        By(null, new { type = "operatorAssigned", operatorId = to, previousOperatorId = from });

    private static object Live(Guid who) => By(null, new { type = "wentLive", operatorId = who });

    private static object Said(Guid? who) => By(who, new { type = "messagePosted", text = "hello" });

    private static object Happened(string type) => By(null, new { type });

    private static object By(Guid? who, object happened) => new { author = new { operatorId = who }, @event = happened };
}
