using Microsoft.Extensions.Logging;

namespace MessageCenter.Grains.Runtime;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{What} of {Grain} did not arrive; it will be repeated.")]
    public static partial void TellingFailed(ILogger log, Exception problem, string what, string grain);

    [LoggerMessage(2, LogLevel.Warning, "The store does not answer for {Grain}; the activation is dropped and read again.")]
    public static partial void StoreFailed(ILogger log, Exception problem, string grain);

    [LoggerMessage(3, LogLevel.Information, "{Grain} met another activation of itself and gives way.")]
    public static partial void MetAnother(ILogger log, string grain);

    [LoggerMessage(4, LogLevel.Information, "Routing of {Conversation} to {Operator} failed; it will be tried again.")]
    public static partial void RoutingFailed(ILogger log, Exception problem, Guid conversation, Guid @operator);
}
