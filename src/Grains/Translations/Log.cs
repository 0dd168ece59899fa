using MessageCenter.Domain.Conversations;
using Microsoft.Extensions.Logging;

namespace MessageCenter.Grains.Translations;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "The translation engine did not translate a message: {Problem}.")]
    public static partial void NotTranslated(ILogger log, TranslationProblem problem);
}
