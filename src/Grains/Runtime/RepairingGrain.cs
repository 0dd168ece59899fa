using MessageCenter.Grains.Stores;
using Microsoft.Extensions.Logging;

namespace MessageCenter.Grains.Runtime;

/// <summary>
/// A grain that tells others what it knows without waiting for them: calls in both directions that waited for each other
/// would stand still. What is lost is repeated by the receiver's or the sender's next comparison.
/// </summary>
public abstract class RepairingGrain(ILogger log) : Grain
{
    /// <summary>Follows a call that nobody waits for; a failure is logged and left to the next comparison.</summary>
    protected void Tell(Task call, string what)
    {
        if (!call.IsCompletedSuccessfully)
        {
            Follow(call, what).Ignore();
        }
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

    private async Task Follow(Task call, string what)
    {
        try
        {
            await call;
        }
        catch (Exception problem)
        {
            Log.TellingFailed(log, problem, what, this.GetPrimaryKeyString());
        }
    }
}
