using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using MessageCenter.Domain;
using MessageCenter.Grains.Stores;
using Npgsql;

namespace MessageCenter.Storage.Sql.Postgres;

/// <summary>
/// Attachments in the database that all silos share. Pieces go through the writer as everything else does: one that is
/// repeated finds itself there.
/// </summary>
internal sealed class PostgresAttachmentStore(PostgresDatabase database) : IAttachmentStore
{
    private const string InsertPiece = """
        INSERT INTO attachment_piece (account, attachment, part, number, bytes) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (account, attachment, part, number) DO UPDATE SET bytes = excluded.bytes RETURNING number
        """;

    private const string InsertNote = """
        INSERT INTO attachment_unsent (at, account, attachment) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING at
        """;

    private const string DeleteNote = "DELETE FROM attachment_unsent WHERE at = $1 AND account = $2 AND attachment = $3 RETURNING at";

    private const string DeletePieces = "DELETE FROM attachment_piece WHERE account = $1 AND attachment = $2 RETURNING number";

    public Task WriteChunk(AttachmentPiece piece, ReadOnlyMemory<byte> bytes, CancellationToken cancel) => Write(
        KeyOf(piece.Account, piece.Attachment, string.Create(CultureInfo.InvariantCulture, $"{piece.Part}/{piece.Number:D6}")),
        () => new NpgsqlBatchCommand(InsertPiece)
            .With(piece.Account.Value).With(piece.Attachment.Value).With((int)piece.Part).With(piece.Number).With(bytes.ToArray()),
        cancel);

    public Task<byte[]?> ReadChunk(AttachmentPiece piece, CancellationToken cancel)
    {
        var sql = new SqlText();
        sql.Text = $"SELECT bytes FROM attachment_piece WHERE account = {sql.Add(piece.Account.Value)} "
            + $"AND attachment = {sql.Add(piece.Attachment.Value)} AND part = {sql.Add((int)piece.Part)} AND number = {sql.Add(piece.Number)}";
        return database.Readers.Read(
            async (connection, stop) =>
            {
                await using var command = sql.On(connection);
                return await command.ExecuteScalarAsync(stop) as byte[];
            },
            cancel);
    }

    public Task NoteUnsent(UnsentAttachment unsent, CancellationToken cancel) => WriteNote(InsertNote, unsent, cancel);

    public Task ForgetUnsent(UnsentAttachment unsent, CancellationToken cancel) => WriteNote(DeleteNote, unsent, cancel);

    public Task<ImmutableArray<UnsentAttachment>> ReadUnsent(DateTimeOffset before, int limit, CancellationToken cancel)
    {
        var sql = new SqlText();
        sql.Text = "SELECT at, account, attachment FROM attachment_unsent "
            + $"WHERE at < {sql.Add(before.ToUnixTimeMilliseconds())} ORDER BY at, account, attachment LIMIT {sql.Add(limit)}";
        return database.Readers.Read(
            async (connection, stop) =>
            {
                await using var command = sql.On(connection);
                await using var reader = await command.ExecuteReaderAsync(stop);
                return await Notes(reader, stop);
            },
            cancel);
    }

    public Task Delete(AccountId account, AttachmentId attachment, CancellationToken cancel) => Write(
        KeyOf(account, attachment, "delete"),
        () => new NpgsqlBatchCommand(DeletePieces).With(account.Value).With(attachment.Value),
        cancel);

    private Task<bool> WriteNote(string sql, UnsentAttachment unsent, CancellationToken cancel) => Write(
        KeyOf(unsent.Account, unsent.Attachment, "note"),
        () => new NpgsqlBatchCommand(sql)
            .With(unsent.At.ToUnixTimeMilliseconds()).With(unsent.Account.Value).With(unsent.Attachment.Value),
        cancel);

    private Task<bool> Write(string key, Func<NpgsqlBatchCommand> command, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Writer.Write(new PostgresStatement<bool>(key, command, (reader, stop) => reader.ReadAsync(stop)));
    }

    private static async Task<ImmutableArray<UnsentAttachment>> Notes(DbDataReader reader, CancellationToken cancel)
    {
        var notes = ImmutableArray.CreateBuilder<UnsentAttachment>();
        while (await reader.ReadAsync(cancel))
        {
            notes.Add(new(
                new(reader.GetGuid(1)), new(reader.GetGuid(2)), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(0))));
        }
        return notes.ToImmutable();
    }

    private static string KeyOf(AccountId account, AttachmentId attachment, string what) =>
        $"attachment/{account.Value:N}/{attachment.Value:N}/{what}";
}
