using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Domain.Transcripts;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Deliveries;
using MessageCenter.Grains.Stores;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MessageCenter.Grains.Deliveries;

/// <summary>
/// Carries out what waits in the store's outbox, in every silo. An item belongs to whoever took it until its lease is over:
/// one worker at a time has it, and when that one dies another takes it. So everything here may happen twice, and each step
/// finds out what was done before: at the account's deliveries, by the report's id, and for the receiver by the Message-ID.
/// </summary>
internal sealed class OutboxWorker(
    IOutboxStore outbox,
    IGrainFactory grains,
    TranscriptReader transcripts,
    IMailer mailer,
    MailSetUp setUp,
    TimeProvider clock,
    ILogger<OutboxWorker> log) : BackgroundService
{
    private const int AtOnce = 4;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var items = await Take(stoppingToken);
            await Task.WhenAll(items.Select(item => CarryOut(item, stoppingToken)));
            if (items.IsEmpty)
            {
                await Task.Delay(setUp.LooksEvery, clock, stoppingToken);
            }
        }
    }

    private async Task<ImmutableArray<LeasedOutboxItem>> Take(CancellationToken stop)
    {
        try
        {
            return await outbox.Take(clock.GetUtcNow(), setUp.Lease, AtOnce, stop);
        }
        catch (Exception problem) when (!stop.IsCancellationRequested)
        {
            Log.OutboxIsNotRead(log, problem);
            return [];
        }
    }

    /// <summary>One item. What goes wrong on our own side leaves it where it is: it comes again when the lease is over.</summary>
    private async Task CarryOut(LeasedOutboxItem item, CancellationToken stop)
    {
        try
        {
            if (item.Item.Kind == TranscriptOrder.Kind && TranscriptOrder.FromJson(item.Item.Payload) is { } order)
            {
                await Deliver(item, order, stop);
                return;
            }
            Log.ItemIsUnknown(log, item.Item.EventId);
            await outbox.Retry(item.Number, clock.GetUtcNow() + DeliverySchedule.KeptAfterFailure, "unknown", stop);
        }
        catch (Exception problem)
        {
            if (!stop.IsCancellationRequested)
            {
                Log.DeliveryWasLeft(log, problem, item.Item.EventId);
            }
        }
    }

    private async Task Deliver(LeasedOutboxItem item, TranscriptOrder order, CancellationToken stop)
    {
        var deliveries = grains.GetGrain<IDeliveriesGrain>(GrainKeys.Of(item.Account));
        var id = new CommandId(item.Item.EventId);
        var (turn, delivery) = await deliveries.BeginDelivery(Delivery.Of(order, id, item.Number, item.Item.DueAt));
        switch (turn)
        {
            case DeliveryTurn.Forget:
                await outbox.Done(item.Number, stop);
                return;
            case DeliveryTurn.Try:
                var outcome = await Send(item.Account, id, order, stop);
                delivery = await deliveries.EndDelivery(id, outcome) ?? delivery;
                break;
        }
        await Settle(item, order, delivery);
    }

    private async Task<DeliveryOutcome> Send(AccountId account, CommandId id, TranscriptOrder order, CancellationToken stop) =>
        await transcripts.Read(account, order) is { } transcript
            ? await mailer.Send(new(id, transcript.AccountName, order.Recipient, TranscriptMail.Of(transcript)), stop)
            : DeliveryOutcome.Never(DeliveryProblem.NothingToSend);

    /// <summary>The conversation hears of the end before the item is crossed out: otherwise it might never hear of it.</summary>
    private async Task Settle(LeasedOutboxItem item, TranscriptOrder order, Delivery delivery)
    {
        var number = item.Number;
        switch (delivery.Status)
        {
            case DeliveryStatus.Waiting:
                var next = delivery.NextTryAt ?? clock.GetUtcNow() + setUp.Lease;
                await outbox.Retry(number, next, $"{delivery.Problem}", CancellationToken.None);
                break;
            case DeliveryStatus.Sent:
                await Report(item.Account, order, delivery);
                await outbox.Done(number, CancellationToken.None);
                break;
            default:
                Log.DeliveryWasGivenUp(log, delivery.DeliveryId.Value, delivery.Problem, delivery.Tries);
                await Report(item.Account, order, delivery);
                var until = delivery.ChangedAt + DeliverySchedule.KeptAfterFailure;
                await outbox.Retry(number, until, $"{delivery.Problem}", CancellationToken.None);
                break;
        }
    }

    private async Task Report(AccountId account, TranscriptOrder order, Delivery delivery)
    {
        var conversation = grains.GetGrain<IConversationGrain>(GrainKeys.Of(account, order.ConversationId));
        var answer = await conversation.RecordDelivery(delivery, order.IsForItsContact);
        if (answer.Rejection?.Code == RejectionCode.Unavailable)
        {
            throw new StoreUnavailableException("The conversation could not write down what became of a delivery.");
        }
    }
}
