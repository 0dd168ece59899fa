using System.Security.Claims;
using MessageCenter.Simulation.Engine;
using Microsoft.AspNetCore.SignalR;

namespace MessageCenter.Simulation.Fronts;

/// <summary>
/// One connection between a browser and a front. Frames keep their order in each direction; when the connection breaks,
/// what is under way is gone, and each side notices in its own time.
/// </summary>
internal sealed class Socket
{
    private readonly World world;
    private readonly Scope browser;
    private readonly Dictionary<int, TaskCompletionSource<object?>> calls = [];
    private long lastUp;
    private long lastDown;
    private int lastCall;

    public Socket(World world, Scope browser, Front front, string id, ClaimsPrincipal user)
    {
        (this.world, this.browser, Front, Id) = (world, browser, front, id);
        Context = new(id, user, Break);
        front.Cables.Add(this);
    }

    public string Id { get; }

    public Front Front { get; }

    public CallerContext Context { get; }

    /// <summary>The cable is whole.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>The browser believes that it is connected.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Frames for the browser's program.</summary>
    public Action<object> Pushed { get; set; } = _ => { };

    public Action Closed { get; set; } = () => { };

    /// <summary>A call of a hub method, in the browser's scope. Fails when the connection goes, or the hub says an error.</summary>
    public Task<object?> Invoke(string method, object argument)
    {
        var answer = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!IsOpen)
        {
            answer.SetException(new NotConnectedException());
            return answer.Task;
        }
        var number = ++lastCall;
        calls.Add(number, answer);
        Up(() => Front.Invoke(this, number, method, argument));
        return answer.Task;
    }

    /// <summary>The front answers.</summary>
    public void Answer(int call, object? result, HubException? error) => Down(() =>
    {
        if (!calls.Remove(call, out var answer))
        {
            return;
        }
        if (error is null)
        {
            answer.SetResult(result);
        }
        else
        {
            answer.SetException(error);
        }
    });

    public void Push(object push)
    {
        if (!browser.Host.IsAlive)
        {
            return;
        }
        Down(() => Pushed(push));
    }

    /// <summary>The browser leaves: the front hears it soon, or by silence.</summary>
    public void Close()
    {
        Break(TimeSpan.Zero, world.Rng.Chance(0.7) ? TimeSpan.FromMilliseconds(20) : Silence());
        // At once, for the page is gone: whoever waited for an answer there waits no longer.
        Drop();
    }

    public void Break() => Break(Silence(), Silence());

    private void Break(TimeSpan browserNotices, TimeSpan frontNotices)
    {
        if (!IsWhole)
        {
            return;
        }
        IsWhole = false;
        world.In(browserNotices, browser, Lose);
        world.In(frontNotices, Front.Scope, () => Front.Disconnected(this));
    }

    private void Lose()
    {
        if (!IsOpen)
        {
            return;
        }
        Drop();
        Closed();
    }

    private void Drop()
    {
        IsOpen = false;
        foreach (var call in calls.Values)
        {
            call.SetException(new NotConnectedException());
        }
        calls.Clear();
    }

    /// <summary>Either side's time-out, unless the system says at once that the other is gone.</summary>
    private TimeSpan Silence() => world.Rng.Chance(0.5)
        ? TimeSpan.FromMilliseconds(world.Rng.Between(1, 200))
        : TimeSpan.FromMilliseconds(world.Rng.Between(200, 15_000));

    private void Up(Action frame)
    {
        lastUp = Math.Max(lastUp + 1, world.Now + Wire());
        world.At(lastUp, Front.Scope, () =>
        {
            if (IsWhole)
            {
                frame();
            }
        });
    }

    private void Down(Action frame)
    {
        lastDown = Math.Max(lastDown + 1, world.Now + Wire());
        world.At(lastDown, browser, () =>
        {
            if (IsWhole && IsOpen)
            {
                frame();
            }
        });
    }

    private long Wire() => 50_000 + world.Rng.Below(600_000);
}
