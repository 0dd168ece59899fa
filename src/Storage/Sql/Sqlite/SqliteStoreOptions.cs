namespace MessageCenter.Storage.Sql.Sqlite;

/// <summary>Where the store is and how it is written.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>The file; its folder is made when it is missing.</summary>
    public string Path { get; set; } = "data/message-center.db";

    /// <summary>The folder of attachments, beside the file and named after it.</summary>
    public string AttachmentsFolder => AttachmentsFolderOf(Path);

    /// <summary>When SQLite waits for the disk. Anything below Full is refused at the start.</summary>
    public SqliteSynchronous Synchronous { get; set; } = SqliteSynchronous.Full;

    /// <summary>The folder that belongs to a store or to a copy of one.</summary>
    internal static string AttachmentsFolderOf(string path) => path + ".attachments";
}

/// <summary>SQLite's synchronous levels by their numbers.</summary>
public enum SqliteSynchronous
{
    /// <summary>Never waits: a power cut may break the file.</summary>
    Off = 0,

    /// <summary>Waits at checkpoints: a power cut loses acknowledged messages.</summary>
    Normal = 1,

    /// <summary>Waits at every commit.</summary>
    Full = 2,

    /// <summary>Full, and the folder too.</summary>
    Extra = 3,
}
