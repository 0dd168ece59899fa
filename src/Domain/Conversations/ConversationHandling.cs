using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using Decided = MessageCenter.Domain.Decision<MessageCenter.Domain.Conversations.ConversationEvent>;

namespace MessageCenter.Domain.Conversations;

/// <summary>
/// The rules of what operators do with a conversation beside talking in it: what is known of its contact, language, topics,
/// transcripts. Any operator may, the owner or not, also after the end; the contact never hears of it.
/// </summary>
internal static class ConversationHandling
{
    internal static Decided Decide(ConversationState state, ConversationCommand command) =>
        command.By.Kind != AuthorKind.Operator ? Decided.Reject(Rejection.ConversationIsNotYours) : command switch
        {
            RecordContactInfo info => Record(info),
            RecordCustomField field => field.Value == field.Previous ? Decided.Nothing
                : Decided.Accept(new CustomFieldRecorded(field.Key, field.Label, field.Value, field.Previous)),
            SetLocale set => Set(state, set),
            ToggleTopic toggle => Toggle(state, toggle),
            QueueTranscript queue => Queue(state, queue),
            QueueIntegration queue => !Fields.IsName(queue.Name) ? Decided.Reject(Rejection.IntegrationIsUnknown)
                : Decided.Accept(new IntegrationQueued(queue.Name)),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is decided elsewhere."),
        };

    // The contact's own rules have taken the value; here it is only written down who changed what.
    private static Decided Record(RecordContactInfo command) =>
        command.Value == command.Previous
            ? Decided.Nothing
            : Decided.Accept(new ContactInfoRecorded(command.Field, command.Value, command.Previous));

    private static Decided Set(ConversationState state, SetLocale command) =>
        !Locales.IsValid(command.Locale) ? Decided.Reject(Rejection.LocaleIsInvalid)
        : state.Locale == command.Locale ? Decided.Nothing
        : Decided.Accept(new LocaleChanged(command.Locale, state.Locale));

    private static Decided Toggle(ConversationState state, ToggleTopic command) =>
        state.Topics.Items.Contains(command.TopicId) ? Decided.Accept(new TopicRemoved(command.TopicId))
        : state.Topics.Count >= Limits.ConversationTopicsMax ? Decided.Reject(Rejection.TooManyTopics)
        : Decided.Accept(new TopicAdded(command.TopicId));

    private static Decided Queue(ConversationState state, QueueTranscript command) =>
        command.IsForItsContact && state.Status != ConversationStatus.Ended ? Decided.Reject(Rejection.ConversationHasNotEnded)
        : command.Recipient is not { } recipient ? Decided.Reject(Rejection.ContactHasNoEmail)
        : !EmailAddress.IsValid(recipient) ? Decided.Reject(Rejection.EmailIsInvalid)
        : Decided.Accept(new TranscriptQueued(recipient, state.Locale, command.IsForItsContact));

    /// <summary>Not an operator's doing: whoever carried it out says how it went.</summary>
    internal static Decided Record(RecordDelivery command) =>
        command.By.Kind != AuthorKind.System ? Decided.Reject(Rejection.ConversationIsNotYours)
        : Decided.Accept(new TranscriptDelivered(command.Order, command.Recipient, command.IsForItsContact, command.Problem));

    /// <summary>What another system says is held to the rules of a note; an address that is none is left out.</summary>
    internal static Decided Record(RecordIntegration command)
    {
        if (command.By.Kind != AuthorKind.System)
        {
            return Decided.Reject(Rejection.ConversationIsNotYours);
        }
        var answered = command.Answered;
        var text = MessageText.Check(answered.Text, out var clean) is null ? clean : null;
        var link = Accounts.Integration.IsUrl(answered.Link) ? answered.Link : null;
        return Decided.Accept(answered with { Text = text, Link = link });
    }
}
