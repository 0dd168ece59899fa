namespace MessageCenter.WebFront.Identity;

internal static partial class Log
{
    [LoggerMessage(2301, LogLevel.Error, "The session key {File} is damaged and left out: who signed in with it signs in again.")]
    public static partial void KeyIsUnreadable(ILogger log, string file, Exception problem);
}
