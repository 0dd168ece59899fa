using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;

namespace MessageCenter.Grains.Conversations;

/// <summary>Who types and who looks: hints for those who are there now. None of it is stored, and all of it expires.</summary>
internal sealed partial class ConversationGrain
{
    /// <inheritdoc/>
    public Task Typing(Reader by, string? operatorName, bool isNote, string? text)
    {
        if (Admits(by) && (IsOngoing || isNote))
        {
            var isOwner = by.OperatorId is { } id && State.Assignee?.OperatorId == id;
            subscribers.Push(new FeedPush.TypingShown(
                account, conversation, AuthorOf(by, operatorName), isOwner && !isNote, IsOperator(by) ? null : text));
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ReportViewers(IFeedObserver front, EquatableArray<Assignee> viewers)
    {
        var before = this.viewers.Now();
        // Only a front whose reader was let in has a say.
        this.viewers.Report(front, subscribers.Knows(front) ? viewers : []);
        if (before != this.viewers.Now() || viewers.Count > 0)
        {
            ShowViewers(onlySeveral: false);
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ShowProfileChanged()
    {
        subscribers.Push(new FeedPush.ProfileChanged(account, conversation));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ShowVisitsChanged()
    {
        subscribers.Push(new FeedPush.VisitsChanged(account, conversation));
        return Task.CompletedTask;
    }

    private void ExpireViewers()
    {
        if (viewers.Expire())
        {
            ShowViewers(onlySeveral: false);
        }
    }

    private void ShowViewers(bool onlySeveral)
    {
        var now = viewers.Now();
        if (!onlySeveral || now.Count > 1)
        {
            subscribers.Push(new FeedPush.ViewersShown(account, conversation, now));
        }
    }
}
