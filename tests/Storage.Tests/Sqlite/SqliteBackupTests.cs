using MessageCenter.Grains.Interfaces.Attachments;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Sql.Sqlite;
using MessageCenter.Storage.Tests.Contract;
using Microsoft.Data.Sqlite;

namespace MessageCenter.Storage.Tests.Sqlite;

public sealed class SqliteBackupTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteStoreUnderTest store = SqliteStoreUnderTest.CreateHere();
    private readonly Talk talk = new();

    private string BackupFile => folder.File("backup.db");

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_backup_of_a_running_store_brings_everything_back_and_another_epoch()
    {
        await talk.Write(store.Conversations, talk.Start("before the backup"));
        var kept = talk.State;
        SqliteBackup.Backup(store.Path, BackupFile);
        await talk.Write(store.Conversations, talk.Post("after the backup"));
        var epoch = store.Epoch;
        store.Close();

        var aside = SqliteBackup.Restore(BackupFile, store.Path, TimeProvider.System);

        store.Open();
        Assert.NotEqual(epoch, store.Epoch);
        Assert.Equal(kept, (await store.Conversations.Load(talk.Account, talk.Id, 10, default))?.State);
        Assert.Single((await store.Conversations.Query(talk.Account, new() { Keywords = "before" }, default)).Rows);
        Assert.Empty((await store.Conversations.Query(talk.Account, new() { Keywords = "after" }, default)).Rows);
        Assert.True(File.Exists(aside));
    }

    [Fact]
    public async Task Files_of_messages_come_back_with_the_store()
    {
        var piece = new AttachmentPiece(talk.Account, new(Guid.NewGuid()), AttachmentPart.File, 0);
        await talk.Write(store.Conversations, talk.Start());
        await store.Attachments.WriteChunk(piece, "a receipt"u8.ToArray(), default);
        SqliteBackup.Backup(store.Path, BackupFile);
        await store.Attachments.Delete(piece.Account, piece.Attachment, default);
        store.Close();

        SqliteBackup.Restore(BackupFile, store.Path, TimeProvider.System);

        Assert.Equal("a receipt"u8.ToArray(), await store.Attachments.ReadChunk(piece, default));
    }

    [Fact]
    public async Task What_was_moved_aside_is_whole()
    {
        await talk.Write(store.Conversations, talk.Start());
        SqliteBackup.Backup(store.Path, BackupFile);
        await talk.Write(store.Conversations, talk.Post("after the backup"));
        store.Close();
        var aside = SqliteBackup.Restore(BackupFile, store.Path, TimeProvider.System)!;
        using var connection = SqliteConnections.Open(aside, SqliteOpenMode.ReadWrite);
        Assert.Equal(3, SqliteConnections.Number(connection, "SELECT count(*) FROM timeline"));
    }

    [Fact]
    public void A_backup_overwrites_nothing()
    {
        File.WriteAllText(BackupFile, "mine");
        Assert.Throws<StoreStartupException>(() => SqliteBackup.Backup(store.Path, BackupFile));
        Assert.Equal("mine", File.ReadAllText(BackupFile));
    }

    [Fact]
    public void A_backup_of_nothing_is_refused()
    {
        Assert.Throws<StoreStartupException>(() => SqliteBackup.Backup(folder.File("none.db"), BackupFile));
        Assert.False(File.Exists(BackupFile));
        Assert.False(File.Exists(folder.File("none.db")));
    }

    [Fact]
    public void A_backup_into_a_folder_that_is_not_there_is_refused_in_one_line()
    {
        var problem = Assert.Throws<StoreStartupException>(() => SqliteBackup.Backup(store.Path, folder.File("no/backup.db")));
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void A_store_in_use_is_not_replaced()
    {
        SqliteBackup.Backup(store.Path, BackupFile);
        Assert.Throws<StoreStartupException>(() => SqliteBackup.Restore(BackupFile, store.Path, TimeProvider.System));
    }

    [Fact]
    public void A_backup_of_a_newer_program_is_not_restored()
    {
        SqliteBackup.Backup(store.Path, BackupFile);
        using (var connection = SqliteConnections.Open(BackupFile, SqliteOpenMode.ReadWrite))
        {
            SqliteConnections.Run(connection, "INSERT INTO schema_version VALUES (9999, 'future', 'x', 0)");
        }
        store.Close();
        Assert.Throws<SchemaIsNewerException>(() => SqliteBackup.Restore(BackupFile, store.Path, TimeProvider.System));
        store.Open();
    }

    [Theory]
    [InlineData("no database at all")]
    [InlineData("")]
    public async Task What_is_no_backup_is_not_restored(string content)
    {
        await talk.Write(store.Conversations, talk.Start());
        store.Close();
        await File.WriteAllTextAsync(BackupFile, content);
        Assert.Throws<StoreStartupException>(() => SqliteBackup.Restore(BackupFile, store.Path, TimeProvider.System));
        store.Open();
        Assert.NotNull(await store.Conversations.Load(talk.Account, talk.Id, 1, default));
    }

    [Fact]
    public async Task A_damaged_backup_is_not_restored()
    {
        for (var i = 0; i < 50; i++)
        {
            var each = new Talk();
            await each.Write(store.Conversations, each.Start(new string('x', 3_000)));
        }
        SqliteBackup.Backup(store.Path, BackupFile);
        var bytes = await File.ReadAllBytesAsync(BackupFile);
        Array.Fill(bytes, (byte)0xEE, bytes.Length / 2, 9_000);
        await File.WriteAllBytesAsync(BackupFile, bytes);
        store.Close();
        Assert.Throws<StoreStartupException>(() => SqliteBackup.Restore(BackupFile, store.Path, TimeProvider.System));
        store.Open();
    }

    [Fact]
    public void A_restore_without_a_store_makes_one()
    {
        SqliteBackup.Backup(store.Path, BackupFile);
        var target = folder.File("new/store.db");
        Assert.Null(SqliteBackup.Restore(BackupFile, target, TimeProvider.System));
        Assert.True(File.Exists(target));
    }
}
