using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Operators;
using MessageCenter.Grains.Interfaces.Translations;
using MessageCenter.WebFront.Authorization;
using MessageCenter.WebFront.Feeds;
using MessageCenter.WebFront.Hubs.Messages;
using MessageCenter.WebFront.Translations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using AccountView = MessageCenter.WebFront.Hubs.Messages.AccountView;

namespace MessageCenter.WebFront.Hubs;

/// <summary>
/// What operators do beside what contacts do too (<see cref="ConversationHub{TClient}"/>): inbox, switch, notes, taking,
/// status, typed commands, and what she looks at.
/// </summary>
[Authorize(Policy = Policies.Operator)]
internal sealed class OperatorHub(
    IClusterClient cluster, FrontFeeds feeds, AccountReads accounts, LiveTranslation translation, HubMetrics metrics, TimeProvider time)
    : ConversationHub<IOperatorClient>(cluster, feeds)
{
    private const string SocketKind = "operator";

    protected override string Name => Session.OperatorName;

    public override Task OnConnectedAsync()
    {
        Feeds.OperatorCame(Context.Begin(HubSession.OfOperator(Context, time)));
        metrics.SocketOpened(SocketKind);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        metrics.SocketClosed(SocketKind);
        return Feeds.OperatorWent(Session);
    }

    public async Task<InboxSnapshot> Hello(Hello argument)
    {
        Checks.Locale(argument.Locale);
        var account = accounts.Read(Session.Account);
        var watched = await Feeds.WatchInbox(Session) ?? throw HubCodes.Of(Rejection.OperatorNotFound);
        var (inbox, unassigned) = watched;
        return new(
            inbox.Version,
            unassigned.Version,
            AccountView.From(await account ?? throw HubCodes.Of(Rejection.OperatorNotFound)),
            inbox.Me,
            inbox.Availability,
            inbox.IsFirstVisit,
            inbox.Slots,
            inbox.Mine,
            inbox.Mentions,
            unassigned.Conversations);
    }

    public Task<Answer> SetAvailability(SetAvailability argument) =>
        Cluster.GetGrain<IOperatorGrain>(GrainKeys.Of(Session.Account, Operator())).SetAvailability(argument.Availability);

    public Task<Answer> AddNote(AddNote argument) => InOrder(
        argument.ConversationId, grain => grain.AddNote(By, Name, argument.CommandId, argument.Text));

    public Task<Answer> EditNote(EditNote argument) => InOrder(
        argument.ConversationId,
        grain => grain.EditNote(By, Name, argument.CommandId, argument.NoteSeq, argument.ExpectedSeq, argument.Text));

    public Task<Answer> DeleteNote(DeleteNote argument) => InOrder(
        argument.ConversationId, grain => grain.DeleteNote(By, Name, argument.CommandId, argument.NoteSeq));

    public Task<NoteList?> ReadNotes(ReadNotes argument) => Grain(argument.ConversationId).ReadNotes(By);

    public Task<Answer> EditContactField(EditContactField argument) => InOrder(
        argument.ConversationId,
        grain => grain.EditContactField(By, Name, argument.CommandId, argument.Field, argument.Value, argument.Expected));

    public Task<Answer> EditCustomField(EditCustomField argument) => InOrder(
        argument.ConversationId,
        grain => grain.EditCustomField(By, Name, argument.CommandId, argument.Key, argument.Value, argument.Expected));

    public Task<Answer> AssignConversation(AssignConversation argument) => InOrder(
        argument.ConversationId,
        grain => grain.AssignConversation(By, Name, argument.CommandId, argument.ExpectedAssignee));

    public Task<Answer> ForwardToOperator(ForwardToOperator argument) => InOrder(
        argument.ConversationId,
        grain => grain.ForwardToOperator(
            By, Name, argument.CommandId, argument.OperatorId, argument.Comment, argument.ExpectedAssignee));

    public Task<Answer> ForwardToGroup(ForwardToGroup argument) => InOrder(
        argument.ConversationId,
        grain => grain.ForwardToGroup(By, Name, argument.CommandId, argument.GroupId, argument.Comment, argument.ExpectedAssignee));

    public Task<Answer> SetStatus(SetStatus argument) => InOrder(
        argument.ConversationId, grain => grain.SetStatus(By, Name, argument.CommandId, argument.Status));

    public Task<Answer> RunCommand(RunCommand argument) => InOrder(
        argument.ConversationId, grain => grain.RunCommand(By, Name, argument.CommandId, argument.Text));

    public Task ViewConversation(ViewConversation argument)
    {
        if (argument.ConversationId is { } id)
        {
            Checks.Watched(Session, id);
        }
        return Feeds.ViewConversation(Session, argument.ConversationId);
    }

    public Task<Answer> SeeMentions(SeeMentions argument) =>
        Cluster.GetGrain<IOperatorGrain>(GrainKeys.Of(Session.Account, Operator())).SeeMentions(argument.ConversationId);

    public Task<ContactView?> ReadContact(ReadContact argument) =>
        Cluster.GetGrain<IContactGrain>(GrainKeys.Of(Session.Account, argument.ContactId)).ReadContact();

    public Task<VisitsView?> ReadVisits(ReadVisits argument) =>
        Cluster.GetGrain<IVisitsGrain>(GrainKeys.Of(Session.Account, argument.ContactId)).ReadVisits();

    public async Task<TargetLanguages?> ReadTargetLanguages(ReadTargetLanguages argument)
    {
        Checks.Locale(argument.From);
        return await translation.ReadTargets(Session.Account, By, Grain(argument.ConversationId), argument.From);
    }

    public async Task<TranslationList?> ReadTranslations(ReadTranslations argument)
    {
        Checks.Languages(argument.Languages);
        Checks.Seqs(argument.Seqs);
        return await translation.Read(Session.Account, By, Grain(argument.ConversationId), argument);
    }

    protected override Task<Translation?> Translated(IConversationGrain conversation, PostMessage said) =>
        translation.Of(Session.Account, By, conversation, said.Text, said.Translate);

    // What an operator writes is shown when she sends it.
    protected override ValueTask<bool> ShowsPreview() => new(false);

    private OperatorId Operator() => By.OperatorId ?? throw new InvalidOperationException("This hub is for operators.");
}
