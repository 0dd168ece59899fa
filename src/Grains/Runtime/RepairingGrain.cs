using MessageCenter.Grains.Stores;
using Microsoft.Extensions.Logging;

namespace MessageCenter.Grains.Runtime;

/// <summary>
/// A grain that tells others what it knows without waiting for them: calls in both directions that waited for each other
/// would stand still. What is lost is repeated by the receiver's or the sender's next comparison.
/// </summary>
public abstract class RepairingGrain(ILogger log) : Grain
{
    /// <summary>Who is being told something, and what she is told next.</summary>
    private readonly Dictionary<string, Func<Task>?> beingTold = [];

    /// <summary>Follows a call that nobody waits for; a failure is logged and left to the next comparison.</summary>
    protected void Tell(Task call, string what)
    {
        if (!call.IsCompletedSuccessfully)
        {
            Follow(() => call, what).Ignore();
        }
    }

    /// <summary>
    /// Tells one and the same receiver one thing after the other: two calls under way at once may come in any order, and the
    /// older would stand. Of what is to be told meanwhile only the newest is.
    /// </summary>
    protected void TellInOrder(string whom, Func<Task> telling, string what)
    {
        if (!beingTold.TryAdd(whom, null))
        {
            beingTold[whom] = telling;
            return;
        }
        FollowInOrder(whom, telling, what).Ignore();
    }

    /// <summary>Waits for what a timer asks of the store; a failure is logged, and the timer asks again.</summary>
    protected async Task Attempt(Task asked)
    {
        try
        {
            await asked;
        }
        catch (StoreUnavailableException problem)
        {
            Log.StoreFailed(log, problem, this.GetPrimaryKeyString());
        }
    }

    private async Task FollowInOrder(string whom, Func<Task> telling, string what)
    {
        for (var next = telling; next is not null; next = beingTold[whom])
        {
            beingTold[whom] = null;
            await Follow(next, what);
        }
        beingTold.Remove(whom);
    }

    private async Task Follow(Func<Task> telling, string what)
    {
        try
        {
            await telling();
        }
        catch (Exception problem)
        {
            Log.TellingFailed(log, problem, what, this.GetPrimaryKeyString());
        }
    }
}
