namespace MessageCenter.WebFront.Feeds;

internal static partial class Log
{
    [LoggerMessage(2101, LogLevel.Warning, "A push to an audience failed.")]
    public static partial void PushFailed(ILogger log, Exception failure);

    [LoggerMessage(2102, LogLevel.Warning, "A feed of kind {Kind} could not be renewed; it is tried again.")]
    public static partial void RenewFailed(ILogger log, Exception failure, FeedKind kind);

    [LoggerMessage(2103, LogLevel.Information, "A session was ended: its sign-in was revoked.")]
    public static partial void SessionEnded(ILogger log);
}
