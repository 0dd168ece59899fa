using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Deliveries;
using static MessageCenter.Domain.Tests.Conversations.Cast;

namespace MessageCenter.Domain.Tests.Deliveries;

/// <summary>Trying, waiting and giving up.</summary>
public sealed class DeliveryLogTests
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private static readonly DeliveryOutcome Busy = DeliveryOutcome.Later(DeliveryProblem.ServerBusy, "450 later");

    private static Delivery Asked(int number = 1) =>
        Delivery.Of(new TranscriptOrder(new(Seed.Id(9)), "vera@shop.example", "en", OliviaId), Command(number), number, Noon);

    [Fact]
    public void A_try_is_written_down_before_it_begins()
    {
        var (log, turn) = DeliveryLog.Empty.Begin(Asked(), Noon);
        Assert.Equal(DeliveryTurn.Try, turn);
        var begun = log.Find(Command(1));
        Assert.Equal((DeliveryStatus.Waiting, 1, DeliveryProblem.Interrupted), (begun?.Status, begun?.Tries, begun?.Problem));
    }

    [Fact]
    public void What_was_sent_and_not_crossed_out_is_not_tried_again()
    {
        var log = DeliveryLog.Empty.Begin(Asked(), Noon).Log.End(Command(1), DeliveryOutcome.Sent, FirstWait, Noon);
        Assert.Equal((DeliveryStatus.Sent, null), (log.Find(Command(1))?.Status, log.Find(Command(1))?.Problem));
        Assert.Equal((log, DeliveryTurn.WasSent), log.Begin(Asked(), Later(5)));
    }

    [Fact]
    public void After_each_try_the_wait_is_three_times_as_long_give_or_take_a_fifth()
    {
        var log = DeliveryLog.Empty;
        var now = Noon;
        var wait = FirstWait;
        for (var tries = 1; tries < Limits.DeliveryTriesMax; tries++)
        {
            log = log.Begin(Asked(), now).Log.End(Command(1), Busy, FirstWait, now);
            var waiting = log.Find(Command(1));
            Assert.Equal((DeliveryStatus.Waiting, tries, "450 later"), (waiting?.Status, waiting?.Tries, waiting?.ServerSaid));
            Assert.InRange(waiting!.NextTryAt!.Value - now, wait * 0.8, wait * 1.2);
            now = waiting.NextTryAt.Value;
            wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 3, TimeSpan.FromHours(4).Ticks));
        }
        log = log.Begin(Asked(), now).Log.End(Command(1), Busy, FirstWait, now);
        Assert.Equal((DeliveryStatus.Failed, null), (log.Find(Command(1))?.Status, log.Find(Command(1))?.NextTryAt));
    }

    [Fact]
    public void Deliveries_that_failed_together_do_not_come_back_together() =>
        Assert.True(Enumerable.Range(1, 50).Select(id => DeliverySchedule.WaitAfter(Command(id), 1, FirstWait)).Distinct().Count() > 20);

    [Fact]
    public void A_refusal_for_good_is_given_up_at_once_and_said_again_until_it_is_forgotten()
    {
        var log = DeliveryLog.Empty.Begin(Asked(), Noon).Log
            .End(Command(1), DeliveryOutcome.Never(DeliveryProblem.AddressRefused), FirstWait, Noon);
        Assert.Equal(DeliveryStatus.Failed, log.Find(Command(1))?.Status);
        Assert.Equal(DeliveryTurn.GiveUp, log.Begin(Asked(), Noon.AddDays(29)).Turn);
        Assert.Equal(DeliveryTurn.Forget, log.Begin(Asked(), Noon.AddDays(30)).Turn);
    }

    [Fact]
    public void A_process_that_dies_with_every_try_does_not_try_for_ever()
    {
        var log = DeliveryLog.Empty;
        for (var tries = 1; tries <= Limits.DeliveryTriesMax; tries++)
        {
            (log, var turn) = log.Begin(Asked(), Later(tries));
            Assert.Equal(DeliveryTurn.Try, turn);
        }
        (log, var last) = log.Begin(Asked(), Later(60));
        var spent = log.Find(Command(1));
        Assert.Equal((DeliveryTurn.GiveUp, DeliveryStatus.Failed, DeliveryProblem.Interrupted), (last, spent?.Status, spent?.Problem));
    }

    [Fact]
    public void Somebody_who_asks_again_begins_a_new_round_with_a_report_of_its_own()
    {
        var failed = DeliveryLog.Empty.Begin(Asked(), Noon).Log
            .End(Command(1), DeliveryOutcome.Never(DeliveryProblem.AddressRefused), FirstWait, Noon);
        var (again, refusal) = failed.TryAgain(Command(1), Later(1));
        Assert.Null(refusal);
        var waiting = again.Find(Command(1))!;
        Assert.Equal((DeliveryStatus.Waiting, 1, 0, Later(1)), (waiting.Status, waiting.Round, waiting.Tries, waiting.NextTryAt));
        var second = again.Begin(Asked(), Later(1)).Log
            .End(Command(1), DeliveryOutcome.Never(DeliveryProblem.AddressRefused), FirstWait, Later(1)).Find(Command(1))!;
        Assert.NotEqual(DeliverySchedule.ReportOf(failed.Find(Command(1))!), DeliverySchedule.ReportOf(second));
        Assert.Equal(DeliverySchedule.ReportOf(second), DeliverySchedule.ReportOf(second with { Tries = 7 }));
    }

    [Fact]
    public void What_was_sent_or_is_unknown_cannot_be_asked_for_again()
    {
        var sent = DeliveryLog.Empty.Begin(Asked(), Noon).Log.End(Command(1), DeliveryOutcome.Sent, FirstWait, Noon);
        Assert.Equal(Rejection.DeliveryIsDone, sent.TryAgain(Command(1), Later(1)).Rejection);
        Assert.Equal(Rejection.DeliveryNotFound, sent.TryAgain(Command(2), Later(1)).Rejection);
    }

    [Fact]
    public void Only_the_newest_are_remembered()
    {
        var log = DeliveryLog.Empty;
        for (var number = 1; number <= Limits.DeliveriesKept + 5; number++)
        {
            log = log.Begin(Asked(number), Noon).Log;
        }
        Assert.Equal(Limits.DeliveriesKept, log.Items.Length);
        Assert.Equal(Command(Limits.DeliveriesKept + 5), log.Items[0].DeliveryId);
    }

    [Fact]
    public void A_servers_words_are_one_short_line() => Assert.Equal(
        Limits.ServerWordsLengthMax,
        DeliveryOutcome.Later(DeliveryProblem.ServerBusy, "no\r\n" + new string('x', 5_000)).ServerSaid!.Length);
}
