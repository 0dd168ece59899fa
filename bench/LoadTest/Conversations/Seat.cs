using System.Net.WebSockets;
using System.Text.Json;
using MessageCenter.LoadTest.Product;
using MessageCenter.LoadTest.Wire;

namespace MessageCenter.LoadTest.Conversations;

/// <summary>How a seat is taken.</summary>
/// <param name="Connect">Connects to one front.</param>
/// <param name="Settle">What is said first on a new socket.</param>
internal sealed record SeatManner(
    Func<ProductClient, CancellationToken, Task<HubSocket>> Connect,
    Func<HubSocket, CancellationToken, Task> Settle);

/// <summary>
/// One client's place at the product. When its socket breaks it connects again, to whichever front comes next, after the
/// pauses that the browser's client makes.
/// </summary>
internal sealed class Seat(Fronts fronts, OpenSockets sockets, Random chance, SeatManner manner) : IAsyncDisposable
{
    private static readonly TimeSpan TakenWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource leaving = new();
    private readonly TaskCompletionSource taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task staying = Task.CompletedTask;

    /// <summary>The socket that is used now; null: none is.</summary>
    public HubSocket? Socket { get; private set; }

    /// <summary>How often the socket was lost, or could not be had.</summary>
    public int Losses { get; private set; }

    /// <summary>Connects, and from then on stays.</summary>
    public async Task Take(CancellationToken cancel)
    {
        staying = Stay(leaving.Token);
        await taken.Task.WaitAsync(TakenWithin, cancel);
    }

    /// <summary>Calls again and again until there is an answer, whatever becomes of the sockets. It is the same command each time.</summary>
    public async Task<JsonElement> Insist(string method, object argument, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                if (Socket is { IsOpen: true } socket && await socket.Invoke(method, argument, cancel) is var answer && !answer.IsUnavailable())
                {
                    return answer.Accepted(method);
                }
            }
            catch (HubCallException)
            {
                // No answer, and nobody knows why: it is asked again.
            }
            await Task.Delay(AskAgainAfter, cancel);
        }
    }

    /// <summary>Goes, without a goodbye, and does not come back.</summary>
    public async Task Leave()
    {
        await leaving.CancelAsync();
        await staying;
    }

    public async ValueTask DisposeAsync()
    {
        await Leave();
        leaving.Dispose();
    }

    private async Task Stay(CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (await Sit(cancel))
            {
                attempt = 0;
            }
            if (cancel.IsCancellationRequested)
            {
                return;
            }
            Losses++;
            await Task.Delay(ReturnPause.Of(attempt, Chance()), cancel).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>Until the socket breaks. False: it never came to be used.</summary>
    private async Task<bool> Sit(CancellationToken cancel)
    {
        HubSocket? socket = null;
        try
        {
            socket = await manner.Connect(fronts.Next(), cancel);
            sockets.Add(socket);
            await manner.Settle(socket, cancel);
            Socket = socket;
            taken.TrySetResult();
            await socket.Ended.WaitAsync(cancel);
            return true;
        }
        catch (Exception problem) when (problem is HubCallException or WebSocketException or HttpRequestException or IOException
            or OperationCanceledException)
        {
            return Socket is not null && Socket == socket;
        }
        finally
        {
            Socket = null;
            if (socket is not null)
            {
                await sockets.Close(socket);
            }
        }
    }

    private double Chance()
    {
        lock (chance)
        {
            return chance.NextDouble();
        }
    }
}
