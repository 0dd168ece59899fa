namespace MessageCenter.WebFront.Hubs;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Warning, "{Method} failed; the client was told to try again.")]
    public static partial void CallFailed(ILogger log, Exception failure, string method);
}
