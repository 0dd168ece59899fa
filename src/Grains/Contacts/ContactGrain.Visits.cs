using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;

namespace MessageCenter.Grains.Contacts;

/// <summary>What the contact does for her visits, which it never waits for: it knows whether she is there, and who looks.</summary>
internal sealed partial class ContactGrain
{
    /// <summary>Who looks at a conversation that ended longer ago is not told of each page.</summary>
    private static readonly TimeSpan VisitsShownFor = TimeSpan.FromHours(1);

    /// <summary>A widget of hers tells of pages.</summary>
    private bool hasPages;

    /// <inheritdoc/>
    public Task<bool> IsGone() => Task.FromResult(presence.IsGone(timings.PresenceGrace));

    /// <inheritdoc/>
    public Task ShowVisitsChanged()
    {
        hasPages = true;
        var since = clock.GetUtcNow() - VisitsShownFor;
        foreach (var view in conversations.Values.Where(view => view.Status != ConversationStatus.Ended || view.LastActivityAt > since))
        {
            Tell(GrainFactory.GetGrain<IConversationGrain>(GrainKeys.Of(account, view.ConversationId)).ShowVisitsChanged(), "A contact's pages");
        }
        return Task.CompletedTask;
    }

    /// <summary>Sockets that close say that she has left their page; a front that vanished with hers did not.</summary>
    private void EndVisit()
    {
        if (hasPages)
        {
            var leftAt = clock.GetUtcNow() - presence.AwayFor;
            Tell(GrainFactory.GetGrain<IVisitsGrain>(GrainKeys.Of(account, me)).EndVisit(leftAt), "The end of a visit");
        }
    }
}
