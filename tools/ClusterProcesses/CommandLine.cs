using System.Diagnostics;

namespace MessageCenter.ClusterProcesses;

/// <summary>
/// Puts a start into a chain of programs that each do one thing and become the next, so that the process id stays: the
/// shell opens the log, setsid makes the session, setpriv changes the user and ties the life to ours.
/// </summary>
internal static class CommandLine
{
    private const string OpenLog = "exec \"$@\" </dev/null >>\"$0\" 2>&1";

    /// <summary>All of it.</summary>
    public static ProcessStartInfo Of(ChildStart start)
    {
        var info = new ProcessStartInfo("sh") { UseShellExecute = false, WorkingDirectory = start.Folder };
        string[] words =
        [
            "-c", OpenLog, start.LogFile,
            .. Session(OnPath.Find("setsid")),
            .. Privileges(start, OnPath.Find("setpriv")),
            start.Program,
            .. start.Arguments,
        ];
        foreach (var word in words)
        {
            info.ArgumentList.Add(word);
        }
        foreach (var (name, value) in start.Environment)
        {
            info.Environment[name] = value;
        }
        return info;
    }

    private static string[] Session(string? setsid) => setsid is null ? [] : [setsid];

    /// <summary>Where setpriv is missing only those who stop us with SIGKILL must stop the children too.</summary>
    private static string[] Privileges(ChildStart start, string? setpriv) => (setpriv, start.User) switch
    {
        (null, null) => [],
        (null, { } user) => throw new ClusterException($"{start.Name} must run as {user.User}, and setpriv (util-linux) is missing."),
        ({ } program, null) => [program, "--pdeathsig", "KILL", "--"],
        ({ } program, { } user) =>
            [program, "--reuid", user.User, "--regid", user.Group, "--clear-groups", "--pdeathsig", "KILL", "--"],
    };
}
