using Azure;

namespace MessageCenter.Storage.Azure;

/// <summary>What can go wrong between here and the storage account.</summary>
internal static class AzureFault
{
    /// <summary>The answer does not say whether the request was done, or it was not done only this time.</summary>
    internal static bool IsPassing(Exception problem) => problem switch
    {
        RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
        AggregateException or OperationCanceledException or IOException or HttpRequestException or TimeoutException => true,
        _ => false,
    };

    /// <summary>A condition did not hold: the entity is there already, is gone, or was changed meanwhile. Nothing was written.</summary>
    internal static bool IsRefusal(RequestFailedException problem) => problem.Status is 404 or 409 or 412;

    /// <summary>Any failure of the storage account, as opposed to a mistake of our own.</summary>
    internal static bool IsOfStore(Exception problem) => problem is RequestFailedException || IsPassing(problem);
}
