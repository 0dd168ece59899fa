using MessageCenter.Domain;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Deliveries;
using MessageCenter.Grains.Runtime;
using MessageCenter.Grains.Stores;
using Microsoft.Extensions.Logging;

namespace MessageCenter.Grains.Deliveries;

/// <summary>
/// The shell of an account's deliveries: one document, changed by the rules of <see cref="DeliveryLog"/>. How many mails were
/// asked for within the hour is kept in memory alone: it bounds what a hasty hand can do, and is worth no write.
/// </summary>
internal sealed class DeliveriesGrain : RepairingGrain, IDeliveriesGrain
{
    private readonly IOutboxStore outbox;
    private readonly MailSetUp mail;
    private readonly TimeProvider clock;
    private readonly ILogger<DeliveriesGrain> log;
    private readonly GrainDocument<DeliveryLog> document;
    private readonly HourlyCount mails = new(Limits.MailsPerHourMax, Limits.MailsPerAddressPerHourMax);
    private readonly HourlyCount calls = new(Limits.IntegrationCallsPerHourMax, Limits.IntegrationCallsPerHourMax);
    private DeliveryLog state = DeliveryLog.Empty;

    public DeliveriesGrain(
        IDocumentStore documents, IOutboxStore outbox, MailSetUp mail, TimeProvider clock, ILogger<DeliveriesGrain> log)
        : base(log)
    {
        (this.outbox, this.mail, this.clock, this.log) = (outbox, mail, clock, log);
        document = new(documents, DocumentKinds.Deliveries, this.GetPrimaryKeyString(), DocumentJson.Default.DeliveryLog);
    }

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        state = await document.Read(cancellationToken) ?? DeliveryLog.Empty;

    /// <inheritdoc/>
    public Task<Answer> AdmitMail(CommandId id, string recipient) => Task.FromResult(
        mail.Sender is null ? Answer.Rejected(Rejection.MailIsNotSetUp)
        : mails.Admits(id, recipient, clock.Steady()) ? Answer.Done
        : Answer.Rejected(Rejection.TooManyMails));

    /// <inheritdoc/>
    public Task<Answer> AdmitCall(CommandId id) =>
        Task.FromResult(calls.Admits(id, "", clock.Steady()) ? Answer.Done : Answer.Rejected(Rejection.TooManyCalls));

    /// <inheritdoc/>
    public async Task<DeliveryBegun> BeginDelivery(Delivery asked)
    {
        var (next, turn) = state.Begin(asked, clock.GetUtcNow());
        await Hold(next);
        return new(turn, state.Find(asked.DeliveryId) ?? asked);
    }

    /// <inheritdoc/>
    public async Task<Delivery?> EndDelivery(CommandId id, DeliveryOutcome outcome)
    {
        await Hold(state.End(id, outcome, mail.FirstWait, clock.GetUtcNow()));
        return state.Find(id);
    }

    /// <inheritdoc/>
    public Task<DeliveriesView> ReadDeliveries() => Task.FromResult(new DeliveriesView(mail.Sender, new(state.Items)));

    /// <inheritdoc/>
    public async Task<Answer> TryAgain(CommandId id)
    {
        var now = clock.GetUtcNow();
        var (next, refusal) = state.TryAgain(id, now);
        if (refusal is not null)
        {
            return Answer.Rejected(refusal);
        }
        try
        {
            // Written down first: whoever takes the item asks here what it may do. Asking again repeats both.
            await Hold(next);
            if (next.Find(id) is { NextTryAt: not null } waiting)
            {
                await outbox.Retry(waiting.Number, now, "", CancellationToken.None);
            }
            return Answer.Done;
        }
        catch (StoreUnavailableException problem)
        {
            Runtime.Log.StoreFailed(log, problem, this.GetPrimaryKeyString());
            return Answer.Rejected(Rejection.StoreIsUnavailable);
        }
    }

    /// <summary>Stores what is new. Whoever asked hears of a failure, and the next call reads again.</summary>
    private async Task Hold(DeliveryLog next)
    {
        if (ReferenceEquals(next, state))
        {
            return;
        }
        try
        {
            await document.Write(next, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            DeactivateOnIdle();
            throw;
        }
        state = next;
    }
}
