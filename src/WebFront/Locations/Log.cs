namespace MessageCenter.WebFront.Locations;

internal static partial class Log
{
    [LoggerMessage(2401, LogLevel.Warning, "The location database {File} cannot be read: it locates nobody until the next start.")]
    public static partial void DatabaseIsUnreadable(ILogger log, Exception problem, string file);
}
