using MessageCenter.Silo;
using MessageCenter.Storage.Sql.Sqlite;

namespace MessageCenter.MessageCenter;

/// <summary>What the program can be asked for instead of running.</summary>
internal static class Errand
{
    /// <summary>Does it and returns what to print; null: there is none, and the product is to run.</summary>
    public static string? Of(StartOptions options)
    {
        var store = DataFolder.StoreFileIn(options.Data);
        return options switch
        {
            { IsHelp: true } => StartOptions.Usage,
            { Backup: { } file } => Backup(store, Path.GetFullPath(file)),
            { Restore: { } file } => Restore(Path.GetFullPath(file), store),
            _ => null,
        };
    }

    private static string Backup(string store, string file)
    {
        SqliteBackup.Backup(store, file);
        return $"The store is copied to {file}.";
    }

    private static string Restore(string file, string store) => SqliteBackup.Restore(file, store, TimeProvider.System) is { } aside
        ? $"The store is as in {file}. What was there before is now {aside}."
        : $"The store is as in {file}.";
}
