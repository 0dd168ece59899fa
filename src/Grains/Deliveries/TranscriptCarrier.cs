using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Domain.Transcripts;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Grains.Deliveries;

/// <summary>Carries out orders for transcripts.</summary>
internal sealed class TranscriptCarrier(IGrainFactory grains, TranscriptReader transcripts, IMailer mailer) : IOrderCarrier
{
    /// <inheritdoc/>
    public string Kind => TranscriptOrder.Kind;

    /// <inheritdoc/>
    public ICarriedOrder? Read(LeasedOutboxItem item) =>
        TranscriptOrder.FromJson(item.Item.Payload) is { } order ? new Carried(this, item, order) : null;

    private async Task<DeliveryOutcome> Send(AccountId account, CommandId id, TranscriptOrder order, CancellationToken stop) =>
        await transcripts.Read(account, order) is { } transcript
            ? await mailer.Send(new(id, transcript.AccountName, order.Recipient, TranscriptMail.Of(transcript)), stop)
            : DeliveryOutcome.Never(DeliveryProblem.NothingToSend);

    private Task<Answer> Record(AccountId account, TranscriptOrder order, Delivery delivery) =>
        grains.GetGrain<IConversationGrain>(GrainKeys.Of(account, order.ConversationId)).RecordDelivery(delivery, order.IsForItsContact);

    private sealed class Carried(TranscriptCarrier carrier, LeasedOutboxItem item, TranscriptOrder order) : ICarriedOrder
    {
        private readonly CommandId id = new(item.Item.EventId);

        public Delivery Delivery => Delivery.Of(order, id, item.Number, item.Item.DueAt);

        public Task<DeliveryOutcome> Try(CancellationToken stop) => carrier.Send(item.Account, id, order, stop);

        public async Task Report(Delivery delivery) => ReportedAnswer.Check(await carrier.Record(item.Account, order, delivery));
    }
}
