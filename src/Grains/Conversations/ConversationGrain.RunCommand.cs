using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Deliveries;
using MessageCenter.Grains.Stores;
using static MessageCenter.Domain.Conversations.ConversationCommand;

namespace MessageCenter.Grains.Conversations;

/// <summary>
/// Typed commands. Here, and where a profile is edited, a conversation waits for its contact, who waits for the store and the account
/// alone, and here for its account's deliveries, which wait for the store alone: neither can ever wait for it.
/// </summary>
internal sealed partial class ConversationGrain
{
    /// <inheritdoc/>
    public async Task<Answer> RunCommand(Reader by, string operatorName, CommandId id, string text)
    {
        if (!Admits(by) || !IsOperator(by))
        {
            return await NotFound();
        }
        if (TypedCommands.Read(text, out var typed) is { } refusal)
        {
            return Answer.Rejected(refusal);
        }
        var author = AuthorOf(by, operatorName);
        return typed switch
        {
            TypedCommand.Help => Answer.Done,
            TypedCommand.LeaveNote note => await AddNote(by, operatorName, id, note.Text),
            TypedCommand.SetLocale set => await Run(new SetLocale(author, id, Now(), set.Locale)),
            TypedCommand.ChangeStatus { Status: ConversationStatus.Ended } => await Run(new EndConversation(author, id, Now())),
            TypedCommand.ChangeStatus change => await Run(new SetStatus(author, id, Now(), change.Status)),
            TypedCommand.ToggleTopic toggle => await Toggle(author, id, toggle.Name),
            TypedCommand.SetName set => await Record(author, id, ContactField.Name, set.Name),
            TypedCommand.SetEmail set => await Record(author, id, ContactField.Email, set.Email),
            TypedCommand.SendTranscript => await Queue(new(author, id, Now(), await EmailOfContact(), IsForItsContact: true)),
            TypedCommand.DispatchTranscript dispatch => await Queue(new(author, id, Now(), dispatch.Recipient, IsForItsContact: false)),
            TypedCommand.UseIntegration use => await Queue(author, id, use.Name),
            _ => throw new InvalidOperationException($"Nothing carries out {typed.GetType().Name}."),
        };
    }

    private async Task<string?> EmailOfContact() => (await ContactGrain.ReadContact())?.Email;

    /// <summary>What would be accepted must also have somebody who sends it, and be within what the account may send.</summary>
    private async Task<Answer> Queue(QueueTranscript command)
    {
        if (ConversationDecider.Decide(State, command) is Decision<ConversationEvent>.Accepted
            && command is { Id: { } id, Recipient: { } recipient }
            && await GrainFactory.GetGrain<IDeliveriesGrain>(GrainKeys.Of(account)).AdmitMail(id, recipient) is { Rejection: not null } refused)
        {
            return refused;
        }
        return await Run(command);
    }

    private async Task<Answer> Queue(Author by, CommandId id, string name)
    {
        if (await GrainFactory.GetGrain<IAccountGrain>(GrainKeys.Of(account)).ReadIntegration(name) is not { } integration)
        {
            return Answer.Rejected(Rejection.IntegrationIsUnknown);
        }
        var admitted = await GrainFactory.GetGrain<IDeliveriesGrain>(GrainKeys.Of(account)).AdmitCall(id);
        return admitted.Rejection is null ? await Run(new QueueIntegration(by, id, Now(), integration.Name)) : admitted;
    }

    private async Task<Answer> Toggle(Author by, CommandId id, string name)
    {
        var topics = (await AccountGrain.ReadAccount())?.Topics ?? [];
        return topics.FirstOrDefault(topic => topic.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } topic
            ? await Run(new ToggleTopic(by, id, Now(), topic.TopicId))
            : Answer.Rejected(Rejection.TopicIsUnknown);
    }
}
