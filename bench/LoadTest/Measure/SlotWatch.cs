using Npgsql;

namespace MessageCenter.LoadTest.Measure;

/// <summary>Looks at the rows again and again while everything else goes on: slots must hold at every moment, not at the end.</summary>
internal sealed class SlotWatch : IAsyncDisposable
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource ended = new();
    private readonly Task watching;

    public SlotWatch(StoreCensus store, int slotsMax) => watching = Watch(store, slotsMax, ended.Token);

    /// <summary>Moments at which somebody had more live conversations than slots, or a live one had no owner.</summary>
    public int OverSlots { get; private set; }

    /// <summary>Looks that succeeded.</summary>
    public int Looks { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await watching;
        ended.Dispose();
    }

    private async Task Watch(StoreCensus store, int slotsMax, CancellationToken cancel)
    {
        using var pace = new PeriodicTimer(LooksEvery);
        try
        {
            while (await pace.WaitForNextTickAsync(cancel))
            {
                await Look(store, slotsMax, cancel);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private async Task Look(StoreCensus store, int slotsMax, CancellationToken cancel)
    {
        try
        {
            var census = await store.Take(cancel);
            Looks++;
            OverSlots += census.OverSlots(slotsMax);
        }
        catch (NpgsqlException)
        {
            // The store is down; its rows are as they were.
        }
    }
}
