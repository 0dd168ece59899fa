using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Search;

namespace MessageCenter.Storage.Sql;

/// <summary>The reading half of the port, the same for every SQL store but for the way to a page of keyword hits.</summary>
internal abstract class SqlConversationStore : IConversationStore
{
    private static readonly ConversationPage NothingFound = new([], null);

    protected abstract SqlReaders Readers { get; }

    public abstract Task<AppendResult> Append(ConversationAppend append, CancellationToken cancel);

    public abstract Task<bool> Delete(AccountId account, ConversationId conversation, CancellationToken cancel);

    public Task<StoredConversation?> Load(
        AccountId account, ConversationId conversation, int recentEntries, CancellationToken cancel)
    {
        var readers = Readers;
        return readers.Read(
            (connection, stop) =>
                ConversationReads.Load(connection, readers.Dialect, account, conversation, recentEntries, stop),
            cancel);
    }

    public Task<ImmutableArray<TimelineEntry>> ReadTimeline(
        AccountId account, ConversationId conversation, TimelineRange range, CancellationToken cancel)
    {
        if (range.After is null == range.Before is null)
        {
            throw new ArgumentException("Exactly one of After and Before is set.", nameof(range));
        }
        PageLimit.Check(range.Limit, Limits.TimelinePageMax);
        var readers = Readers;
        return readers.Read(
            (connection, stop) => ConversationReads.Timeline(connection, readers.Dialect, account, conversation, range, stop),
            cancel);
    }

    public Task<TimelineEntry?> FindCommand(
        AccountId account, ConversationId conversation, Author author, CommandId command, CancellationToken cancel)
    {
        var readers = Readers;
        return readers.Read(
            (connection, stop) =>
                ConversationReads.Command(connection, readers.Dialect, account, conversation, author, command, stop),
            cancel);
    }

    public Task<ConversationPage> Query(AccountId account, ConversationFilter filter, CancellationToken cancel)
    {
        PageLimit.Check(filter.Limit, Limits.ListPageMax);
        if (filter.Keywords is { } typed)
        {
            var keywords = Keywords.Parse(typed);
            return keywords.IsEmpty ? Task.FromResult(NothingFound) : Search(account, filter, keywords, cancel);
        }
        return Page(ConversationSql.Page(Readers.Dialect, account, filter), filter.Limit, cancel);
    }

    public Task<long> Count(AccountId account, ConversationFilter filter, CancellationToken cancel)
    {
        var keywords = filter.Keywords is { } typed ? Keywords.Parse(typed) : null;
        if (keywords is { IsEmpty: true })
        {
            return Task.FromResult(0L);
        }
        var query = ConversationSql.Count(Readers.Dialect, account, filter, keywords);
        return Readers.Read((connection, stop) => ConversationReads.Count(connection, query, stop), cancel);
    }

    /// <summary>One page of the conversations in which the words occur, newest start first.</summary>
    protected abstract Task<ConversationPage> Search(
        AccountId account, ConversationFilter filter, Keywords keywords, CancellationToken cancel);

    protected Task<ConversationPage> Page(SqlText query, int limit, CancellationToken cancel)
    {
        var readers = Readers;
        return readers.Read(
            (connection, stop) => ConversationReads.Page(connection, readers.Dialect, query, limit, stop), cancel);
    }
}
