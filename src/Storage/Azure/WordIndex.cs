using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Storage.Search;

namespace MessageCenter.Storage.Azure;

/// <summary>
/// One entity for each word of each message, in the order of searches: newest start of conversation first. A second set of
/// entities holds each word of the account once, for words of which only the beginning is known.
/// </summary>
internal sealed class WordIndex(AzureTable table)
{
    // A longer word is found by its beginning; the message itself decides.
    private const int WordLengthMax = 40;
    private const int WordsRemembered = 100_000;

    // Words are never removed from the account's words, so that what is remembered here stays true.
    private readonly ConcurrentDictionary<(AccountId, string), bool> known = [];

    /// <summary>The words of a message or note as they are looked for; empty for any other entry.</summary>
    internal static string[] WordsOf(TimelineEntry entry) =>
        TextFold.Fold(SearchedText.Of(entry) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Where a conversation's messages stand among those with the same word.</summary>
    internal static string KeyOf(long createdAt, long number) => $"{Keys.Descending(createdAt)}{Keys.Descending(number)}";

    /// <summary>Makes the entries findable, ahead of their being stored.</summary>
    internal async Task Put(
        AccountId account, ConversationId conversation, string key, IEnumerable<TimelineEntry> entries, CancellationToken cancel)
    {
        var postings = new List<TableEntity>();
        var words = new HashSet<string>();
        foreach (var entry in entries)
        {
            foreach (var word in Codes(entry))
            {
                postings.Add(new(Keys.Account(account), PostingRow(word, key, entry.Seq)) { ["Conversation"] = conversation.Value });
                if (!known.ContainsKey((account, word)))
                {
                    words.Add(word);
                }
            }
        }
        await table.Put(postings.Concat(words.Select(word => new TableEntity(Keys.Account(account), WordRow(word)))), cancel);
        Remember(account, words);
    }

    internal Task Drop(AccountId account, string key, TimelineEntry entry, CancellationToken cancel) => Task.WhenAll(
        Codes(entry).Select(word => table.Drop(Keys.Account(account), PostingRow(word, key, entry.Seq), cancel)));

    /// <summary>The messages with this word.</summary>
    internal PostingStream Messages(AccountId account, string word, CancellationToken cancel) =>
        new WordStream(table, account, CodeOf(word), cancel);

    /// <summary>The messages with a word that begins so.</summary>
    internal async Task<PostingStream> MessagesWithPrefix(AccountId account, string prefix, CancellationToken cancel)
    {
        var code = CodeOf(prefix);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Keys.Account(account)} and RowKey ge {WordRow(code)} and RowKey lt {WordRow(code) + Keys.End}");
        var streams = new List<PostingStream>();
        await foreach (var word in table.Query(filter, 1_000, cancel))
        {
            streams.Add(new WordStream(table, account, word.RowKey[2..], cancel));
        }
        return new AnyStream(streams);
    }

    internal static string PostingRow(string code, string key, long seq) => $"m-{code}-{PostingKey(key, seq)}";

    internal static string PostingKey(string key, long seq) => $"{key}{seq:D7}";

    /// <summary>A word in signs that a key may hold. The beginning of a word becomes the beginning of its code.</summary>
    internal static string CodeOf(string word)
    {
        var code = new StringBuilder(word.Length);
        foreach (var unit in word.AsSpan()[..Math.Min(word.Length, WordLengthMax)])
        {
            if (char.IsAsciiLetterOrDigit(unit))
            {
                code.Append(unit);
            }
            else
            {
                code.Append('_').Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
            }
        }
        return code.ToString();
    }

    private static IEnumerable<string> Codes(TimelineEntry entry) => WordsOf(entry).Select(CodeOf).Distinct();

    private static string WordRow(string code) => $"w-{code}";

    private void Remember(AccountId account, IEnumerable<string> words)
    {
        if (known.Count > WordsRemembered)
        {
            known.Clear();
        }
        foreach (var word in words)
        {
            known[(account, word)] = true;
        }
    }
}
