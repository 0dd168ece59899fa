namespace MessageCenter.ClusterProcesses;

/// <summary>How a process is to be started.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Program">Name or path of the program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="LogFile">Where all that it prints goes; appended to, so that a restart loses nothing.</param>
public sealed record ChildStart(string Name, string Program, IReadOnlyList<string> Arguments, string LogFile)
{
    /// <summary>Settings and secrets: a command line is for everybody to read, an environment is not.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The folder that it runs in.</summary>
    public string Folder { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>The user that it runs as; null: whoever runs this. Only root may say so.</summary>
    public UnixUser? User { get; init; }
}

/// <summary>A user and her group, by name or number.</summary>
public sealed record UnixUser(string User, string Group);
