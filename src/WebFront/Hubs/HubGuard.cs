using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Conversations;
using Microsoft.AspNetCore.SignalR;

namespace MessageCenter.WebFront.Hubs;

/// <summary>
/// Stands before every hub method: too many calls are refused, what fails inside is answered as unavailable (so that
/// the client repeats it with the same command id), and every call is measured.
/// </summary>
internal sealed class HubGuard(HubMetrics metrics, TimeProvider time, ILogger<HubGuard> log) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (!invocationContext.Context.Session().MayCall())
        {
            throw new HubException(HubCodes.RateLimited);
        }
        if (invocationContext.HubMethodArguments is not [not null])
        {
            throw new HubException(HubCodes.Validation);
        }
        var begun = time.GetTimestamp();
        try
        {
            return await next(invocationContext);
        }
        catch (HubException)
        {
            throw;
        }
        catch (Exception failure)
        {
            return Unavailable(invocationContext, failure);
        }
        finally
        {
            metrics.Called(invocationContext.HubMethodName, time.GetElapsedTime(begun));
        }
    }

    private object Unavailable(HubInvocationContext invocation, Exception failure)
    {
        if (!invocation.Context.ConnectionAborted.IsCancellationRequested)
        {
            Log.CallFailed(log, failure, invocation.HubMethodName);
        }
        var answer = invocation.HubMethod.ReturnType;
        return answer == typeof(Task<Answer>) ? Answer.Rejected(Rejection.StoreIsUnavailable)
            : answer == typeof(Task<ConversationSnapshot>) ? ConversationSnapshot.Rejected(Rejection.StoreIsUnavailable)
            : throw new HubException(HubCodes.Unavailable);
    }
}
