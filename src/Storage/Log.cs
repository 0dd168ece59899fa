using Microsoft.Extensions.Logging;

namespace MessageCenter.Storage;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "The store {Path} is open: schema {Schema}, epoch {Epoch}.")]
    internal static partial void StoreOpened(ILogger logger, string path, long schema, Guid epoch);

    [LoggerMessage(2, LogLevel.Error, "A batch of {Operations} operations was not committed; the connection is opened anew.")]
    internal static partial void CommitFailed(ILogger logger, int operations, Exception problem);

    [LoggerMessage(3, LogLevel.Error, "One operation was refused by the store; the others of its batch went on without it.")]
    internal static partial void OperationFailed(ILogger logger, Exception problem);

    [LoggerMessage(4, LogLevel.Warning, "The log could not be copied back into the store; it is tried again.")]
    internal static partial void CheckpointFailed(ILogger logger, Exception problem);

    [LoggerMessage(5, LogLevel.Warning, "What led to a conversation's former state could not be removed; whoever meets it does it.")]
    internal static partial void NotTidiedUp(ILogger logger, Exception problem);

    [LoggerMessage(6, LogLevel.Warning, "The store takes writes again.")]
    internal static partial void CommitsAgain(ILogger logger);

    [LoggerMessage(7, LogLevel.Critical, "The disk failed to keep what it was given: nothing more is accepted, and the program ends.")]
    internal static partial void StoreLost(ILogger logger);
}
