using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace MessageCenter.Clustering;

/// <summary>How every process of the product logs to the console: warnings, a line each, with the time in UTC.</summary>
public static class ProcessLog
{
    /// <summary>Sets it. Settings of the section "Logging" still change the levels.</summary>
    public static void LogQuietly(this ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.Services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, LogDiscretion>();
        // It warns that the keys are not encrypted; the folder or store that holds them is nobody else's to read.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // What the runtime tries again by itself is no news, and a start that was refused is said in one line.
        logging.AddFilter("Polly", LogLevel.None);
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        // It adds a stack trace to what ClusterTls says in a line.
        logging.AddFilter("Orleans.Connections.Security", LogLevel.None);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }
}
