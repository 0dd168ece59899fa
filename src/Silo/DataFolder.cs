namespace MessageCenter.Silo;

/// <summary>
/// The folder that holds all that this installation keeps: store, keys, sign-in file. One process has it at a time; only
/// its owner may read it. The lock falls with the process, however it ends.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream lease;

    private DataFolder(string path)
    {
        Path = path;
        lease = Lease(path);
    }

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>The SQLite store.</summary>
    public string StoreFile => StoreFileIn(Path);

    /// <summary>Keys that sign and encrypt sessions.</summary>
    public string KeysFolder => PathOf("keys");

    /// <summary>Makes the folder when it is not there, and takes it. Refused: not writable, or another process has it.</summary>
    public static DataFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            MakeFolder(full);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The data folder {full} cannot be made: {problem.Message}", problem);
        }
        return new(full);
    }

    /// <summary>The SQLite store of a folder that need not be taken, for copies of it.</summary>
    public static string StoreFileIn(string folder) => System.IO.Path.Combine(System.IO.Path.GetFullPath(folder), "message-center.db");

    /// <summary>A path inside.</summary>
    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes a folder that only its owner may look into.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }

    /// <summary>Lets the next process have it.</summary>
    public void Dispose() => lease.Dispose();

    private static FileStream Lease(string folder)
    {
        try
        {
            // Held open without sharing: the operating system drops it when the process is gone, even by kill -9.
            return new FileStream(System.IO.Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem) when (problem.HResult is SharingViolationOnUnix or SharingViolationOnWindows)
        {
            throw new StartRefusedException($"The data folder {folder} is in use by another process.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The data folder {folder} cannot be written to: {problem.Message}", problem);
        }
    }

    private const int SharingViolationOnUnix = 11;
    private const int SharingViolationOnWindows = unchecked((int)0x80070020);
}
