using System.Collections.Immutable;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Grains.Interfaces;
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
    IEnumerable<IOrderCarrier> carriers,
    MailSetUp setUp,
    TimeProvider clock,
    ILogger<OutboxWorker> log) : BackgroundService
{
    private const int AtOnce = 4;

    private bool isUnread;

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
            var items = await outbox.Take(clock.GetUtcNow(), setUp.Lease, AtOnce, stop);
            isUnread = false;
            return items;
        }
        catch (Exception problem) when (!stop.IsCancellationRequested)
        {
            if (!isUnread)
            {
                // Once for each time that the store is away.
                Log.OutboxIsNotRead(log, problem);
            }
            isUnread = true;
            return [];
        }
    }

    /// <summary>One item. What goes wrong on our own side leaves it where it is: it comes again soon, or when the lease is over.</summary>
    private async Task CarryOut(LeasedOutboxItem item, CancellationToken stop)
    {
        try
        {
            if (carriers.FirstOrDefault(one => one.Kind == item.Item.Kind)?.Read(item) is { } order)
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
                await GiveBack(item.Number);
            }
        }
    }

    /// <summary>The silo may just not have begun, or have lost a neighbour: that is over long before the lease is.</summary>
    private async Task GiveBack(long number)
    {
        try
        {
            await outbox.Retry(number, clock.GetUtcNow() + setUp.FirstWait, "left", CancellationToken.None);
        }
        catch (StoreUnavailableException problem)
        {
            Log.OutboxIsNotRead(log, problem);
        }
    }

    private async Task Deliver(LeasedOutboxItem item, ICarriedOrder order, CancellationToken stop)
    {
        var deliveries = grains.GetGrain<IDeliveriesGrain>(GrainKeys.Of(item.Account));
        var (turn, delivery) = await deliveries.BeginDelivery(order.Delivery);
        switch (turn)
        {
            case DeliveryTurn.Forget:
                await outbox.Done(item.Number, stop);
                return;
            case DeliveryTurn.Try:
                delivery = await deliveries.EndDelivery(delivery.DeliveryId, await order.Try(stop)) ?? delivery;
                break;
        }
        await Settle(item.Number, order, delivery);
    }

    /// <summary>The conversation hears of the end before the item is crossed out: otherwise it might never hear of it.</summary>
    private async Task Settle(long number, ICarriedOrder order, Delivery delivery)
    {
        switch (delivery.Status)
        {
            case DeliveryStatus.Waiting:
                var next = delivery.NextTryAt ?? clock.GetUtcNow() + setUp.Lease;
                await outbox.Retry(number, next, $"{delivery.Problem}", CancellationToken.None);
                break;
            case DeliveryStatus.Sent:
                await order.Report(delivery);
                await outbox.Done(number, CancellationToken.None);
                break;
            default:
                Log.DeliveryWasGivenUp(log, delivery.DeliveryId.Value, delivery.Problem, delivery.Tries);
                await order.Report(delivery);
                var until = delivery.ChangedAt + DeliverySchedule.KeptAfterFailure;
                await outbox.Retry(number, until, $"{delivery.Problem}", CancellationToken.None);
                break;
        }
    }
}
