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
