using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MessageCenter.WebFront.Tests.Hostile;

/// <summary>One line of the log, with everything that a console, a file or a collector could make of it.</summary>
internal sealed record LogLine(LogLevel Level, string Category, string Text, string Fields, Exception? Problem)
{
    public string All => $"{Level} {Category}: {Text} [{Fields}] {Problem}";
}

/// <summary>Keeps all that is logged: text, fields, scopes and exceptions.</summary>
internal sealed class LogKeeper : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> lines = new();

    public IReadOnlyCollection<LogLine> Lines => lines;

    /// <summary>Requests and frames that failed inside: what no input may cause. The first few.</summary>
    public string Problems => string.Join('\n', lines.Where(IsProblem).Take(5).Select(line => line.All));

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
        // Nothing but memory.
    }

    private static bool IsProblem(LogLine line) =>
        (line.Level >= LogLevel.Error && line.Category.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal))
        || (line.Level >= LogLevel.Warning && line.Category.StartsWith("MessageCenter.", StringComparison.Ordinal));

    private static string FieldsOf(object? state) => state is IEnumerable<KeyValuePair<string, object?>> fields
        ? string.Join(", ", fields.Select(field => $"{field.Key}={field.Value}"))
        : state?.ToString() ?? "";

    private sealed class Logger(LogKeeper keeper, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            keeper.lines.Enqueue(new(LogLevel.Trace, category, state.ToString() ?? "", FieldsOf(state), null));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            keeper.lines.Enqueue(new(logLevel, category, formatter(state, exception), FieldsOf(state), exception));
    }
}
