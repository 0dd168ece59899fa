namespace MessageCenter.Storage.Azure;

/// <summary>Repeats requests that may be repeated: reads, and writes that are the same the second time.</summary>
internal sealed class AzureTries(AzureStoreOptions options, TimeProvider time)
{
    private const int TriesMax = 4;

    internal async Task<TResult> Repeat<TResult>(Func<Task<TResult>> request, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await request();
            }
            catch (Exception problem)
                when (tries < TriesMax && AzureFault.IsPassing(problem) && !cancel.IsCancellationRequested)
            {
                await Task.Delay(options.RetryPause * (1 << (tries - 1)), time, cancel);
            }
        }
    }
}
