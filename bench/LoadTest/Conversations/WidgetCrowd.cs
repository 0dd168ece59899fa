using MessageCenter.LoadTest.Product;
using MessageCenter.LoadTest.Wire;

namespace MessageCenter.LoadTest.Conversations;

/// <summary>Widgets, each a contact of its own, that say nothing and keep their seats.</summary>
internal sealed class WidgetCrowd(Random chance, Uri address) : IHubListener, IAsyncDisposable
{
    private readonly Fronts fronts = new(address);
    private readonly OpenSockets sockets = new();
    private readonly List<Seat> seats = [];

    /// <summary>Those that have a socket in use.</summary>
    public int Seated => seats.Count(seat => seat.Socket is not null);

    /// <summary>How often a socket was lost or could not be had.</summary>
    public int Losses => seats.Sum(seat => seat.Losses);

    /// <summary>So many more.</summary>
    public async Task Grow(int count, int atOnce, CancellationToken cancel)
    {
        var widgetKey = await fronts.Next().FindWidget(cancel);
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancel };
        await Parallel.ForEachAsync(Enumerable.Range(0, count), options, async (_, stop) =>
        {
            var session = await fronts.Next().OpenWidgetSession(widgetKey, stop);
            var seat = new Seat(fronts, sockets, chance, new(
                (product, leaving) => product.ConnectWidget(widgetKey, session, this, leaving),
                (socket, leaving) => socket.Invoke("Hello", new { locale = "en" }, leaving)));
            await seat.Take(stop);
            lock (seats)
            {
                seats.Add(seat);
            }
        });
    }

    public void Hear(HubSocket socket, in HubRecord record)
    {
    }

    public void Closed(HubSocket socket)
    {
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(seats.Select(seat => seat.DisposeAsync().AsTask()));
        await sockets.DisposeAsync();
        fronts.Dispose();
    }
}
