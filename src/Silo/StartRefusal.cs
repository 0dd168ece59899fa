using System.Net.Sockets;
using MessageCenter.Clustering;
using MessageCenter.Storage;
using Orleans.Runtime.MembershipService;

namespace MessageCenter.Silo;

/// <summary>The program cannot start like this. The message is one line for the person who starts it.</summary>
public sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Tells a start that was refused, which is one line, from a bug, which is a stack trace.</summary>
public static class StartRefusal
{
    /// <summary>The line to show; null when the exception is none that a person can do something about.</summary>
    public static string? Of(Exception problem)
    {
        for (var cause = problem; cause is not null; cause = cause.InnerException)
        {
            if (Line(cause) is { } line)
            {
                return line.ReplaceLineEndings(" ");
            }
        }
        return problem is AggregateException all ? all.InnerExceptions.Select(Of).FirstOrDefault(line => line is not null) : null;
    }

    private static string? Line(Exception problem) => problem switch
    {
        StartRefusedException or StoreStartupException or SettingIsRefusedException or ClusterIsNotReachedException => problem.Message,
        OrleansClusterConnectivityCheckFailedException =>
            $"The silo cannot join: {problem.Message} Either all processes of a cluster have certificates or none.",
        // Kestrel's own words name the address that is taken.
        IOException when problem.Message.StartsWith("Failed to bind to address", StringComparison.Ordinal) => problem.Message,
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse or SocketError.AddressNotAvailable or SocketError.AccessDenied } =>
            $"The address cannot be listened on: {problem.Message}.",
        _ => null,
    };
}
