using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Search;
using MessageCenter.Storage.Sql;

namespace MessageCenter.Storage.Azure;

/// <summary>
/// Conversations with a message that holds all words, newest start first. The index leads to messages that may match; row
/// and message decide, so that what the index knows too early or too long is not found.
/// </summary>
internal sealed class KeywordSearch(
    AzureConversationTables at, AccountId account, ConversationFilter filter, Keywords keywords, CancellationToken cancel)
{
    // The longest words are the rarest; more of them would cost more reads than they spare.
    private const int WordsLookedUp = 3;

    private const int LeftOversPerCall = 3;

    private readonly ImmutableArray<string[]> phrases = [.. keywords.Phrases.Select(phrase => phrase.Split(' '))];
    private int leftOvers;

    internal static PageCursor CursorOf(ConversationRow row) => new(StartOf(row), row.Number);

    /// <summary>Up to so many rows behind the cursor, in order.</summary>
    internal async Task<List<ConversationRow>> Rows(int limit)
    {
        var found = new List<ConversationRow>();
        var streams = await Streams();
        var from = filter.Cursor is { } cursor ? Behind(PageCursor.Parse(cursor)) : "";
        while (found.Count < limit && await PostingStream.Meet(streams, from) is { } posting)
        {
            var row = await at.Rows.Find(account, posting.Conversation, cancel);
            if (IsOf(row, posting) && !filter.Holds(row.State))
            {
                from = posting.ConversationKey + Keys.End;
                continue;
            }
            var entry = await EntryOf(row, posting);
            if (entry is null)
            {
                await DropLeftOver(posting);
            }
            if (row is not null && entry is not null && IsMatch(entry))
            {
                found.Add(row);
                from = posting.ConversationKey + Keys.End;
            }
            else
            {
                from = posting.Key + Keys.End;
            }
        }
        return found;
    }

    /// <summary>
    /// The message that the index leads to; null when there is none, not yet, or no more: a note that says something else now.
    /// </summary>
    private async Task<TimelineEntry?> EntryOf(ConversationRow? row, Posting posting) =>
        IsOf(row, posting) && posting.Seq <= row.State.LastSeq
            && await at.Rows.Entry(account, row.Id, posting.Seq, cancel) is { } entry
            && !SearchedText.IsReplaced(entry, row.State)
            ? entry
            : null;

    private async Task DropLeftOver(Posting posting)
    {
        if (leftOvers++ < LeftOversPerCall)
        {
            await at.LeftOvers.Drop(
                at.Database.Tables.Words,
                posting.Entity,
                account,
                posting.Conversation,
                async row => await EntryOf(row, posting) is not null,
                cancel);
        }
    }

    private async Task<List<PostingStream>> Streams()
    {
        var words = phrases.SelectMany(phrase => phrase).ToList();
        var streams = new List<PostingStream>();
        if (keywords.IsLastPrefix)
        {
            streams.Add(await at.Words.MessagesWithPrefix(account, words[^1], cancel));
            words.RemoveAt(words.Count - 1);
        }
        streams.AddRange(
            words.Distinct().OrderByDescending(word => word.Length).Take(WordsLookedUp)
                .Select(word => at.Words.Messages(account, word, cancel)));
        return streams;
    }

    private bool IsMatch(TimelineEntry entry)
    {
        var words = WordIndex.WordsOf(entry);
        return phrases.Select((phrase, i) => HasPhrase(words, phrase, keywords.IsLastPrefix && i == phrases.Length - 1))
            .All(isThere => isThere);
    }

    private static bool HasPhrase(string[] words, string[] phrase, bool isLastPrefix)
    {
        for (var start = 0; start + phrase.Length <= words.Length; start++)
        {
            var part = words.AsSpan(start, phrase.Length);
            if (part[..^1].SequenceEqual(phrase.AsSpan()[..^1])
                && (isLastPrefix ? part[^1].StartsWith(phrase[^1], StringComparison.Ordinal) : part[^1] == phrase[^1]))
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsOf([NotNullWhen(true)] ConversationRow? row, Posting posting) =>
        row is { IsThere: true } && WordIndex.KeyOf(StartOf(row), row.Number) == posting.ConversationKey;

    private static string Behind(PageCursor cursor) => WordIndex.KeyOf(cursor.LastAt, cursor.Number) + Keys.End;

    private static long StartOf(ConversationRow row) => row.State.CreatedAt.ToUnixTimeMilliseconds();
}
