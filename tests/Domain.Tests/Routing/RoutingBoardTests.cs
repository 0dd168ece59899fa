using System.Collections.Immutable;
using CsCheck;
using MessageCenter.Domain.Routing;

namespace MessageCenter.Domain.Tests.Routing;

/// <summary>Who is served first, and that a board which changes bit by bit says the same as one that is set up anew.</summary>
public sealed class RoutingBoardTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly OperatorGroupId Sales = new(Seed.Id(1));
    private static readonly OperatorGroupId Support = new(Seed.Id(2));
    private static readonly RoutableOperator Olivia = Somebody(11);

    [Fact]
    public void Who_waits_longest_is_served_first()
    {
        var early = Waiting(1) with { WaitingSince = Noon.AddMinutes(-2) };
        var late = Waiting(2) with { WaitingSince = Noon.AddMinutes(-1) };
        var proposal = Assert.Single(Propose([late, early], [Olivia with { SlotsTaken = 2 }]));
        Assert.Equal(early.ConversationId, proposal.ConversationId);
    }

    [Fact]
    public void Who_waits_longest_for_her_group_is_served_before_who_waits_for_the_operator_herself()
    {
        var forAnybody = Waiting(1) with { WaitingSince = Noon.AddMinutes(-2) };
        var forOlivia = Waiting(2) with { WaitingSince = Noon.AddMinutes(-1), Assignee = Olivia.OperatorId };
        var proposal = Assert.Single(Propose([forOlivia, forAnybody], [Olivia with { SlotsTaken = 2 }]));
        Assert.Equal(forAnybody.ConversationId, proposal.ConversationId);
    }

    [Fact]
    public void A_conversation_that_nobody_can_take_holds_up_no_other()
    {
        var stuck = Waiting(1) with { WaitingSince = Noon.AddHours(-1), GroupId = Support };
        var proposal = Assert.Single(Propose([stuck, Waiting(2)], [Olivia]));
        Assert.Equal(Waiting(2).ConversationId, proposal.ConversationId);
    }

    [Fact]
    public void What_was_proposed_is_not_proposed_again_and_its_slot_is_taken()
    {
        var board = BoardOf([Waiting(1), Waiting(2)], [Olivia with { SlotsTaken = 2 }]);

        var first = board.Propose();
        var second = board.Propose();
        board.Seat(Olivia with { SlotsTaken = 2 });
        var third = board.Propose();

        Assert.Equal(Waiting(1).ConversationId, Assert.Single(first).ConversationId);
        Assert.Empty(second);
        Assert.Equal(Waiting(2).ConversationId, Assert.Single(third).ConversationId);
    }

    [Fact]
    public void Who_leaves_the_line_or_changes_her_place_is_served_there_only()
    {
        var board = BoardOf([Waiting(1), Waiting(2), Waiting(3)], []);
        board.Withdraw(Waiting(1).ConversationId);
        board.Enqueue(Waiting(2) with { WaitingSince = Noon.AddMinutes(1) });
        board.Seat(Olivia with { SlotsTaken = 1 });

        Assert.Equal([Waiting(3).ConversationId, Waiting(2).ConversationId], board.Propose().Select(one => one.ConversationId));
    }

    [Fact]
    public void No_slot_is_given_twice_nobody_waits_while_somebody_entitled_is_free_and_the_line_is_kept() =>
        Scenes.Sample(
            scene =>
            {
                var (waiting, operators) = scene;
                var proposals = Propose(waiting, operators);
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
                var forward = Propose(scene.Waiting, scene.Operators);
                var backward = Propose(scene.Waiting.Reverse(), scene.Operators.Reverse());
                Assert.Equal(forward.Select(one => one.Decision), backward.Select(one => one.Decision));
            },
            iter: 100, threads: 1);

    [Fact]
    public void The_whole_line_looked_at_one_after_the_other_gives_the_same_decisions() =>
        Scenes.Sample(
            scene => Assert.Equal(OneAfterTheOther(scene.Waiting, scene.Operators), Propose(scene.Waiting, scene.Operators)),
            iter: 300, threads: 1);

    [Fact]
    public void Of_a_large_group_the_few_that_are_looked_at_are_the_best() =>
        Gen.Select(Crowds, Lines).Sample(
            scene =>
            {
                foreach (var conversation in scene.Item2)
                {
                    Assert.Equal(
                        RoutingDecider.Choose(conversation, scene.Item1),
                        Propose([conversation], scene.Item1).FirstOrDefault());
                }
            },
            iter: 100, threads: 1);

    [Fact]
    public void A_board_that_changes_bit_by_bit_gives_the_decisions_of_a_new_one() =>
        Scenes.Array[2, 6].Sample(
            scenes =>
            {
                var board = new RoutingBoard();
                var waiting = new Dictionary<ConversationId, WaitingConversation>();
                var operators = new Dictionary<OperatorId, RoutableOperator>();
                foreach (var (line, team) in scenes)
                {
                    foreach (var gone in waiting.Keys.Where(id => id.Value.ToByteArray()[0] % 3 == line.Length % 3).ToArray())
                    {
                        waiting.Remove(gone);
                        board.Withdraw(gone);
                    }
                    foreach (var one in line)
                    {
                        board.Enqueue(waiting[one.ConversationId] = one);
                    }
                    foreach (var one in team)
                    {
                        board.Seat(operators[one.OperatorId] = one);
                    }
                    var expected = Propose(waiting.Values, operators.Values);
                    Assert.Equal(expected, board.Propose());
                    foreach (var proposal in expected)
                    {
                        waiting.Remove(proposal.ConversationId);
                        var taker = operators[proposal.Operator.OperatorId];
                        operators[taker.OperatorId] = taker with { SlotsTaken = taker.SlotsTaken + 1 };
                    }
                }
            },
            iter: 300, threads: 1);

    private static readonly Gen<WaitingConversation[]> Lines = Gen.Select(Gen.Int[0, 60], Gen.Int[0, 4], Gen.Int[0, 9], Gen.Bool)
        .Select(drawn => new WaitingConversation(
            default,
            drawn.Item4 ? Sales : Support,
            Noon.AddSeconds(-drawn.Item1),
            drawn.Item2 < 2 ? "de" : "en",
            drawn.Item3 == 0 ? Somebody(drawn.Item2).OperatorId : null,
            drawn.Item3 == 1 ? Somebody(drawn.Item2).OperatorId : null)).Array[0, 12]
        .Select(line => line.Select((one, number) => one with { ConversationId = new(Seed.Id(1_000 + number)) }).ToArray());

    private static readonly Gen<RoutableOperator[]> Teams = TeamsOf(0, 5);
    private static readonly Gen<RoutableOperator[]> Crowds = TeamsOf(15, 60);

    private static readonly Gen<(WaitingConversation[] Waiting, RoutableOperator[] Operators)> Scenes = Gen.Select(Lines, Teams);

    private static Gen<RoutableOperator[]> TeamsOf(int least, int most) => Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Bool)
        .Select(drawn => Somebody(0) with
        {
            SlotsTaken = drawn.Item1,
            Groups = drawn.Item2 == 0 ? [Sales, Support] : drawn.Item2 == 1 ? [Support] : [Sales],
            Languages = drawn.Item3 == 0 ? ["de"] : ["en"],
            IsAvailable = drawn.Item4 || drawn.Item2 == 0,
            LastLiveAt = drawn.Item3 == 3 ? null : Noon.AddMinutes(-drawn.Item1),
        }).Array[least, most]
        .Select(team => team.Select((one, number) => one with { OperatorId = new(Seed.Id(number)) }).ToArray());

    /// <summary>The rule as it is told, without regard to what it costs.</summary>
    private static ImmutableArray<RoutingProposal> OneAfterTheOther(WaitingConversation[] waiting, RoutableOperator[] operators)
    {
        var team = operators.ToDictionary(one => one.OperatorId);
        var proposals = ImmutableArray.CreateBuilder<RoutingProposal>();
        foreach (var conversation in waiting.OrderBy(one => one.WaitingSince).ThenBy(one => one.ConversationId.Value))
        {
            if (RoutingDecider.Choose(conversation, team.Values) is { } proposal)
            {
                proposals.Add(proposal);
                team[proposal.Operator.OperatorId] = proposal.Operator with { SlotsTaken = proposal.Operator.SlotsTaken + 1 };
            }
        }
        return proposals.ToImmutable();
    }

    private static ImmutableArray<RoutingProposal> Propose(
        IEnumerable<WaitingConversation> waiting, IEnumerable<RoutableOperator> operators) => BoardOf(waiting, operators).Propose();

    private static RoutingBoard BoardOf(IEnumerable<WaitingConversation> waiting, IEnumerable<RoutableOperator> operators)
    {
        var board = new RoutingBoard();
        foreach (var one in waiting)
        {
            board.Enqueue(one);
        }
        foreach (var one in operators)
        {
            board.Seat(one);
        }
        return board;
    }

    private static RoutableOperator Somebody(int number) =>
        new(new(Seed.Id(number)), $"Operator {number}", true, 3, 0, [Sales], ["fr"], null);

    private static WaitingConversation Waiting(int number = 1) =>
        new(new(Seed.Id(1_000 + number)), Sales, Noon, "en", null, null);
}
