using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Domain.Transcripts;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Grains.Deliveries;

/// <summary>Carries out orders for integrations: the conversation goes out, the answer comes into the timeline.</summary>
internal sealed class IntegrationCarrier(IGrainFactory grains, TranscriptReader transcripts, IIntegrationCaller caller) : IOrderCarrier
{
    /// <inheritdoc/>
    public string Kind => IntegrationOrder.Kind;

    /// <inheritdoc/>
    public ICarriedOrder? Read(LeasedOutboxItem item) =>
        IntegrationOrder.FromJson(item.Item.Payload) is { } order ? new Carried(this, item, order) : null;

    private async Task<IntegrationResult> Call(AccountId account, CommandId id, IntegrationOrder order, CancellationToken stop)
    {
        var owner = grains.GetGrain<IAccountGrain>(GrainKeys.Of(account));
        return await owner.ReadIntegration(order.Name) is { } integration && await Body(account, id, order) is { } body
            ? await caller.Call(new(id, integration, body), stop)
            : new(DeliveryOutcome.Never(DeliveryProblem.NothingToSend));
    }

    private async Task<string?> Body(AccountId account, CommandId id, IntegrationOrder order)
    {
        var conversation = grains.GetGrain<IConversationGrain>(GrainKeys.Of(account, order.ConversationId));
        if (await conversation.ReadConversation(Reader.Operator(order.AskedBy)) is not { } head
            || await grains.GetGrain<IAccountGrain>(GrainKeys.Of(account)).ReadAccount() is not { } owner
            || await grains.GetGrain<IContactGrain>(GrainKeys.Of(account, head.ContactId)).ReadContact() is not { } contact)
        {
            return null;
        }
        var (entries, isWhole) = await transcripts.ReadEntries(conversation, head);
        var (lines, isShortened) = Transcript.LinesOf(entries);
        return new PostedConversation(
            id,
            account,
            owner.Name,
            order.Name,
            order.ConversationId,
            head.Status.ToString().ToLowerInvariant(),
            head.Locale,
            head.CreatedAt,
            new(contact.ContactId, contact.Number, contact.Name, contact.Email, contact.Phone, contact.Company),
            head.Assignee?.Name,
            [.. owner.Topics.Where(topic => head.Topics.Contains(topic.TopicId)).Select(topic => topic.Name)],
            [
                .. lines.Where(line => line.Kind == TranscriptLineKind.Message)
                    .Select(line => new PostedLine(line.At, line.IsOfContact ? "contact" : "operator", line.Name, line.Text)),
            ],
            isShortened || !isWhole).ToJson();
    }

    private Task<Answer> Record(AccountId account, IntegrationOrder order, CommandId report, CommandId id, IntegrationResult result) =>
        grains.GetGrain<IConversationGrain>(GrainKeys.Of(account, order.ConversationId)).RecordIntegration(
            report,
            new ConversationEvent.IntegrationAnswered(id, order.Name, result.Text, result.Link, result.Outcome.Problem));

    private sealed class Carried(IntegrationCarrier carrier, LeasedOutboxItem item, IntegrationOrder order) : ICarriedOrder
    {
        private readonly CommandId id = new(item.Item.EventId);

        public Delivery Delivery => Delivery.Of(order, id, item.Number, item.Item.DueAt);

        public async Task<DeliveryOutcome> Try(CancellationToken stop)
        {
            var result = await carrier.Call(item.Account, id, order, stop);
            if (result.Outcome.Problem is null)
            {
                // The answer is nowhere else: it is written down before the call counts as done.
                ReportedAnswer.Check(await carrier.Record(item.Account, order, id, id, result));
            }
            return result.Outcome;
        }

        public async Task Report(Delivery delivery)
        {
            if (delivery is { Status: DeliveryStatus.Failed, Problem: { } problem })
            {
                var failed = new IntegrationResult(DeliveryOutcome.Never(problem));
                ReportedAnswer.Check(await carrier.Record(item.Account, order, DeliverySchedule.ReportOf(delivery), id, failed));
            }
        }
    }
}
