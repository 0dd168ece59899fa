using MessageCenter.Domain;
using MessageCenter.Domain.Deliveries;

namespace MessageCenter.Grains.Interfaces.Deliveries;

/// <summary>What an account's administrators see of its mail.</summary>
/// <param name="Sender">The address that mail comes from; null: no mail is set up here.</param>
/// <param name="Items">Newest first.</param>
[GenerateSerializer, Immutable, Alias("DeliveriesView")]
public sealed record DeliveriesView(string? Sender, EquatableArray<Delivery> Items);

/// <summary>What to do with an outbox item now, and how its delivery stands.</summary>
[GenerateSerializer, Immutable, Alias("DeliveryBegun")]
public sealed record DeliveryBegun(DeliveryTurn Turn, Delivery Delivery);

/// <summary>
/// An account's deliveries (key account): which were asked for, tried, sent, given up. It sends nothing itself and waits for
/// the store alone, so that every grain may wait for it.
/// </summary>
[Alias("IDeliveriesGrain")]
public interface IDeliveriesGrain : IGrainWithStringKey
{
    /// <summary>May one more mail be asked for? Refused: mail is not set up; too many in an hour. The same id counts once.</summary>
    [Alias("AdmitMail")]
    Task<Answer> AdmitMail(CommandId id, string recipient);

    /// <summary>May one more integration be called? Refused: too many in an hour. The same id counts once.</summary>
    [Alias("AdmitCall")]
    Task<Answer> AdmitCall(CommandId id);

    /// <summary>An outbox item has come due and was taken: a try is written down before it begins.</summary>
    [Alias("BeginDelivery")]
    Task<DeliveryBegun> BeginDelivery(Delivery asked);

    /// <summary>The try has ended; how the delivery stands now. Null: nothing is known of it.</summary>
    [Alias("EndDelivery")]
    Task<Delivery?> EndDelivery(CommandId id, DeliveryOutcome outcome);

    /// <summary>All that are remembered.</summary>
    [Alias("ReadDeliveries")]
    Task<DeliveriesView> ReadDeliveries();

    /// <summary>Tries again what was given up, or at once what waits. Refused: unknown, sent.</summary>
    [Alias("TryAgain")]
    Task<Answer> TryAgain(CommandId id);
}
