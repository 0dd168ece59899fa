using System.Net.Sockets;
using Npgsql;

namespace MessageCenter.Storage.Sql.Postgres;

/// <summary>What the driver's exceptions mean for a caller.</summary>
internal static class PostgresProblems
{
    // Classes and codes of PostgreSQL's appendix A.
    private const string DataException = "22";
    private const string IntegrityConstraintViolation = "23";
    private const string ProgramLimitExceeded = "54";

    /// <summary>The driver's, the network's or the bound on waiting; nothing of it may reach a caller as it is.</summary>
    internal static bool IsOfDriver(Exception problem) => problem is NpgsqlException or OperationCanceledException
        or TimeoutException or IOException or SocketException or InvalidOperationException;

    /// <summary>
    /// The connection was dead when it was used, or died: a server that was restarted has left such connections behind. What
    /// was asked on it can be asked on another one, unless a commit was under way.
    /// </summary>
    internal static bool IsLostConnection(Exception problem) => problem switch
    {
        PostgresException said => said.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown,
        NpgsqlException { InnerException: TimeoutException } => false,
        NpgsqlException or IOException or SocketException => true,
        _ => false,
    };

    /// <summary>Two transactions were in each other's way, and neither is to blame: the same again may succeed.</summary>
    internal static bool IsWorthARepeat(PostgresException said) => said.SqlState is PostgresErrorCodes.DeadlockDetected
        or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation;

    /// <summary>The fault of one operation's values; the others of its batch can go on without it.</summary>
    internal static bool IsOfOneOperation(PostgresException said) => said.SqlState[..2] is
        DataException or IntegrityConstraintViolation or ProgramLimitExceeded;

    /// <summary>
    /// The server said no and still serves the connection: its transaction has come to nothing. Anything else leaves open what
    /// has become of it.
    /// </summary>
    internal static bool IsRefusal(PostgresException said) => said.InvariantSeverity == "ERROR";
}
