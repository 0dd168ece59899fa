using MessageCenter.Domain;
using MessageCenter.Domain.Contacts;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Runtime;
using MessageCenter.Grains.Stores;
using Microsoft.Extensions.Logging;

namespace MessageCenter.Grains.Contacts;

/// <summary>
/// The shell around the pages of one contact. What is told is in memory at once; a moment later all of it is written together and
/// operators hear of it. A page is live until its connection says otherwise, and no longer than its contact is there at all.
/// </summary>
internal sealed class VisitsGrain : RepairingGrain, IVisitsGrain
{
    private readonly GrainTimings timings;
    private readonly TimeProvider clock;
    private readonly ILogger<VisitsGrain> log;
    private readonly GrainDocument<VisitedPages> document;
    private VisitedPages state = VisitedPages.Nothing;
    private VisitedPages stored = VisitedPages.Nothing;

    /// <summary>Whose page is the live one; null: it was live before this activation, and whoever says that it is left is believed.</summary>
    private string? teller;
    private IDisposable? storing;

    public VisitsGrain(IDocumentStore documents, GrainTimings timings, TimeProvider clock, ILogger<VisitsGrain> log)
        : base(log)
    {
        (this.timings, this.clock, this.log) = (timings, clock, log);
        var key = this.GetPrimaryKeyString();
        document = new(documents, DocumentKinds.Visits, key, DocumentJson.Default.VisitedPages);
    }

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        state = stored = await document.Read(cancellationToken) ?? VisitedPages.Nothing;

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Store(cancellationToken);

    /// <inheritdoc/>
    public Task EnterPage(string connection, string url, string? title)
    {
        var next = state.Enter(url, title, clock.GetUtcNow());
        if (VisitedUrl.Scrub(url) is not null)
        {
            teller = connection;
        }
        Change(next);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task LeavePage(string connection)
    {
        if (teller is null || teller == connection)
        {
            Change(state.Leave(clock.GetUtcNow()));
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task EndVisit(DateTimeOffset at)
    {
        Change(state.Leave(at));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<VisitsView?> ReadVisits()
    {
        if (state.LiveSince is { } since && await Contact().IsGone())
        {
            // Everybody who could have said when she left is gone as well: what nobody knows is not counted.
            Change(state.Leave(since));
        }
        var now = clock.GetUtcNow();
        var pages = state.Pages.Select(page => new VisitedPageView(
            page.Url, page.Title, page.At, (long)page.StayUntil(now).TotalSeconds, page.LiveSince is not null));
        return state.Pages.Count == 0 ? null : new(pages.ToEquatableArray(), state.Impressions);
    }

    private void Change(VisitedPages next)
    {
        if (next == state)
        {
            return;
        }
        state = next;
        storing ??= this.RegisterGrainTimer(
            StoreAndShow, new GrainTimerCreationOptions(timings.PagesStoredAfter, timings.PagesStoredAfter));
    }

    private async Task StoreAndShow(CancellationToken cancel)
    {
        storing?.Dispose();
        storing = null;
        await Store(CancellationToken.None);
        Tell(Contact().ShowVisitsChanged(), "A contact's pages");
    }

    private IContactGrain Contact() => GrainFactory.GetGrain<IContactGrain>(this.GetPrimaryKeyString());

    private async Task Store(CancellationToken cancel)
    {
        if (state == stored)
        {
            return;
        }
        try
        {
            var next = state;
            await document.Write(next, cancel);
            stored = next;
        }
        catch (StoreUnavailableException problem)
        {
            // Written by another activation, or nobody knows: the next one reads what became of it.
            Log.StoreFailed(log, problem, this.GetPrimaryKeyString());
            stored = state;
            DeactivateOnIdle();
        }
    }
}
