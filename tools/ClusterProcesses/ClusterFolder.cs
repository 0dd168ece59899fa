namespace MessageCenter.ClusterProcesses;

/// <summary>
/// Where a cluster keeps its logs and a store of its own. Processes under other users come through it to what is theirs;
/// nobody but the owner looks around in it.
/// </summary>
public sealed class ClusterFolder : IDisposable
{
    private const UnixFileMode OthersPass = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly bool isTemporary;

    private ClusterFolder(string path, bool isTemporary)
    {
        (Path, this.isTemporary) = (path, isTemporary);
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, OthersPass);
        }
    }

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>The folder of this name, which stays; without a name one that goes with us.</summary>
    public static ClusterFolder Open(string? path) => path is null
        ? new(Directory.CreateTempSubdirectory("message-center-cluster-").FullName, isTemporary: true)
        : new(System.IO.Path.GetFullPath(path), isTemporary: false);

    /// <summary>A path inside.</summary>
    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isTemporary)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
