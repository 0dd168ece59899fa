namespace MessageCenter.Storage.Sql.Sqlite;

/// <summary>
/// Keeps a second process away: numbers are counted in the memory of the only writer. The system lets go of the lock
/// when the process ends, however it ends.
/// </summary>
internal sealed class SqliteFileLock : IDisposable
{
    private readonly FileStream file;

    private SqliteFileLock(FileStream file) => this.file = file;

    internal static SqliteFileLock Take(string path)
    {
        var lockPath = path + ".lock";
        try
        {
            return new(new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException problem) when (File.Exists(lockPath))
        {
            throw new StoreStartupException($"The store {path} is in use by another process.", problem);
        }
    }

    public void Dispose() => file.Dispose();
}
