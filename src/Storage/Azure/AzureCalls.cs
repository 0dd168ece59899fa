using MessageCenter.Grains.Stores;

namespace MessageCenter.Storage.Azure;

/// <summary>Gives every call of a port one bound of time, and one exception for whatever the storage account does.</summary>
internal sealed class AzureCalls(AzureStoreOptions options, TimeProvider time)
{
    internal async Task<TResult> Read<TResult>(Func<CancellationToken, Task<TResult>> call, CancellationToken cancel)
    {
        using var bound = new CancellationTokenSource(options.CallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancel);
        try
        {
            return await call(either.Token);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception problem) when (AzureFault.IsOfStore(problem))
        {
            throw new StoreUnavailableException("The storage account did not answer as it should.", problem);
        }
    }

    /// <summary>A write that has begun is not given up for a caller who left: half of it would only have to be tidied.</summary>
    internal Task<TResult> Write<TResult>(Func<CancellationToken, Task<TResult>> call, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Read(call, CancellationToken.None);
    }
}
