using CsCheck;
using MessageCenter.Domain.Routing;

namespace MessageCenter.Domain.Tests.Routing;

/// <summary>Who gets which waiting conversation, and why.</summary>
public sealed class RoutingDeciderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly OperatorGroupId Sales = new(Seed.Id(1));
    private static readonly OperatorGroupId Support = new(Seed.Id(2));
    private static readonly RoutableOperator Olivia = Somebody(11);
    private static readonly RoutableOperator Omar = Somebody(12);

    [Fact]
    public void The_operator_whom_the_contact_had_last_comes_first() =>
        AssertChosen(
            Omar, RoutingRule.Sticky,
            Waiting() with { StickyOperator = Omar.OperatorId },
            Olivia with { Languages = ["en"] }, Omar with { SlotsTaken = 2 });

    [Fact]
    public void Then_who_speaks_the_language() =>
        AssertChosen(
            Omar, RoutingRule.Language,
            Waiting() with { Locale = "de-CH" }, Olivia, Omar with { Languages = ["en", "de"], SlotsTaken = 2 });

    [Fact]
    public void Then_who_has_the_most_free_slots() =>
        AssertChosen(
            Omar, RoutingRule.MostFreeSlots,
            Waiting(), Olivia with { SlotsTaken = 2 }, Omar with { SlotsTaken = 1, LastLiveAt = Noon });

    [Fact]
    public void Then_whose_last_live_chat_is_the_longest_ago() =>
        AssertChosen(
            Omar, RoutingRule.LongestSinceLastLive,
            Waiting(), Olivia with { LastLiveAt = Noon }, Omar with { LastLiveAt = Noon.AddMinutes(-1) });

    [Fact]
    public void Who_never_had_one_comes_before_who_had() =>
        AssertChosen(Omar, RoutingRule.LongestSinceLastLive, Waiting(), Olivia with { LastLiveAt = Noon.AddYears(-1) }, Omar);

    [Fact]
    public void Then_the_lower_id() => AssertChosen(Olivia, RoutingRule.OperatorId, Waiting(), Omar, Olivia);

    [Fact]
    public void The_only_one_needs_no_rule() => AssertChosen(Olivia, RoutingRule.OperatorId, Waiting(), Olivia);

    [Fact]
    public void An_owned_conversation_waits_for_its_owner_alone()
    {
        var owned = Waiting() with { Assignee = Omar.OperatorId };
        AssertChosen(Omar, RoutingRule.AssignedOperator, owned, Olivia, Omar with { SlotsTaken = 2 });
        Assert.Null(RoutingDecider.Choose(owned, [Olivia]));
        Assert.Null(RoutingDecider.Choose(owned, [Olivia, Omar with { IsAvailable = false }]));
    }

    [Fact]
    public void The_owner_has_it_even_from_another_group() =>
        AssertChosen(
            Omar, RoutingRule.AssignedOperator,
            Waiting() with { Assignee = Omar.OperatorId }, Omar with { Groups = [Support] });

    [Theory]
    [InlineData("away")]
    [InlineData("full")]
    [InlineData("over-full")]
    [InlineData("of another group")]
    public void Nobody_is_chosen_who_is(string what) =>
        Assert.Null(RoutingDecider.Choose(Waiting(), [what switch
        {
            "away" => Olivia with { IsAvailable = false },
            "full" => Olivia with { SlotsTaken = 3 },
            "over-full" => Olivia with { SlotsMax = 1, SlotsTaken = 3 },
            _ => Olivia with { Groups = [Support] },
        }]));

    [Fact]
    public void A_decision_keeps_whom_it_looked_at_best_first_within_a_bound()
    {
        var many = Enumerable.Range(0, 30).Select(number => Somebody(100 + number) with { SlotsTaken = number % 3 });
        var decision = RoutingDecider.Choose(Waiting(), many)?.Decision;
        Assert.NotNull(decision);
        Assert.Equal(Limits.RoutingCandidatesKept, decision.Candidates.Count);
        Assert.Equal(decision.OperatorId, decision.Candidates[0].OperatorId);
        Assert.Equal(decision.Candidates.OrderByDescending(one => one.FreeSlots).Select(one => one.FreeSlots),
            decision.Candidates.Select(one => one.FreeSlots));
    }

    [Fact]
    public void Who_waits_longest_is_served_first()
    {
        var early = Waiting(1) with { WaitingSince = Noon.AddMinutes(-2) };
        var late = Waiting(2) with { WaitingSince = Noon.AddMinutes(-1) };
        var proposal = Assert.Single(RoutingDecider.Decide([late, early], [Olivia with { SlotsTaken = 2 }]));
        Assert.Equal(early.ConversationId, proposal.ConversationId);
    }

    [Fact]
    public void A_conversation_that_nobody_can_take_holds_up_no_other()
    {
        var stuck = Waiting(1) with { WaitingSince = Noon.AddHours(-1), GroupId = Support };
        var proposal = Assert.Single(RoutingDecider.Decide([stuck, Waiting(2)], [Olivia]));
        Assert.Equal(Waiting(2).ConversationId, proposal.ConversationId);
    }

    [Fact]
    public void No_slot_is_given_twice_nobody_waits_while_somebody_entitled_is_free_and_the_line_is_kept() =>
        Scenes.Sample(
            scene =>
            {
                var (waiting, operators) = scene;
                var proposals = RoutingDecider.Decide(waiting, operators);
                var given = proposals.ToLookup(proposal => proposal.Operator.OperatorId);
                Assert.Equal(proposals.Length, proposals.Select(proposal => proposal.ConversationId).Distinct().Count());
                foreach (var one in operators)
                {
                    Law.Holds(given[one.OperatorId].Count() <= one.FreeSlots, () => $"{one.OperatorId} was given more than her free slots");
                }
                var served = proposals.Select(proposal => proposal.ConversationId).ToHashSet();
                var after = operators.Select(one => one with { SlotsTaken = one.SlotsTaken + given[one.OperatorId].Count() }).ToArray();
                foreach (var left in waiting.Where(one => !served.Contains(one.ConversationId)))
                {
                    Law.Holds(RoutingDecider.Choose(left, after) is null, () => $"{left} waits while somebody is free");
                    var overtaken = waiting.Where(one => served.Contains(one.ConversationId)
                        && one.GroupId == left.GroupId && one.Assignee is null && left.Assignee is null
                        && one.WaitingSince > left.WaitingSince);
                    Assert.Empty(overtaken);
                }
            },
            iter: 300, threads: 1);

    [Fact]
    public void The_same_facts_in_another_order_give_the_same_decision() =>
        Scenes.Sample(
            scene =>
            {
                var forward = RoutingDecider.Decide(scene.Waiting, scene.Operators);
                var backward = RoutingDecider.Decide(scene.Waiting.Reverse(), scene.Operators.Reverse());
                Assert.Equal(forward.Select(one => one.Decision), backward.Select(one => one.Decision));
            },
            iter: 100, threads: 1);

    private static readonly Gen<WaitingConversation[]> Lines = Gen.Select(Gen.Int[0, 60], Gen.Int[0, 4], Gen.Int[0, 9], Gen.Bool)
        .Select(drawn => new WaitingConversation(
            default,
            drawn.Item4 ? Sales : Support,
            Noon.AddSeconds(-drawn.Item1),
            drawn.Item2 < 2 ? "de" : "en",
            drawn.Item3 == 0 ? Somebody(drawn.Item2).OperatorId : null,
            drawn.Item3 == 1 ? Somebody(drawn.Item2).OperatorId : null)).Array[0, 12]
        .Select(line => line.Select((one, number) => one with { ConversationId = new(Seed.Id(1_000 + number)) }).ToArray());

    private static readonly Gen<RoutableOperator[]> Teams = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Bool)
        .Select(drawn => Somebody(0) with
        {
            SlotsTaken = drawn.Item1,
            Groups = drawn.Item2 == 0 ? [Sales, Support] : drawn.Item2 == 1 ? [Support] : [Sales],
            Languages = drawn.Item3 == 0 ? ["de"] : ["en"],
            IsAvailable = drawn.Item4 || drawn.Item2 == 0,
            LastLiveAt = drawn.Item3 == 3 ? null : Noon.AddMinutes(-drawn.Item1),
        }).Array[0, 5]
        .Select(team => team.Select((one, number) => one with { OperatorId = new(Seed.Id(number)) }).ToArray());

    private static readonly Gen<(WaitingConversation[] Waiting, RoutableOperator[] Operators)> Scenes = Gen.Select(Lines, Teams);

    private static RoutableOperator Somebody(int number) =>
        new(new(Seed.Id(number)), $"Operator {number}", true, 3, 0, [Sales], ["fr"], null);

    private static WaitingConversation Waiting(int number = 1) =>
        new(new(Seed.Id(1_000 + number)), Sales, Noon, "en", null, null);

    private static void AssertChosen(
        RoutableOperator expected, RoutingRule rule, WaitingConversation conversation, params RoutableOperator[] operators)
    {
        var proposal = RoutingDecider.Choose(conversation, operators);
        Assert.Equal((expected.OperatorId, rule), (proposal?.Operator.OperatorId, proposal?.Decision.Rule));
    }
}
