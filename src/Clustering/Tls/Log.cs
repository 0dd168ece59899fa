using System.Net;
using Microsoft.Extensions.Logging;

namespace MessageCenter.Clustering.Tls;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "The connection with {Peer} was refused: {Why}.")]
    internal static partial void ConnectionRefused(ILogger logger, EndPoint? peer, object? why);
}
