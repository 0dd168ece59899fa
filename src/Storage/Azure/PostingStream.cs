using Azure.Data.Tables;
using MessageCenter.Domain;

namespace MessageCenter.Storage.Azure;

/// <summary>A message that may hold a word.</summary>
/// <param name="Key">Its place: start of the conversation, number, seq.</param>
/// <param name="Conversation">Whose.</param>
/// <param name="Entity">As it stands in the table.</param>
internal sealed record Posting(string Key, ConversationId Conversation, TableEntity Entity)
{
    private const int SeqLength = 7;

    /// <summary>The same for all messages of a conversation.</summary>
    internal string ConversationKey => Key[..^SeqLength];

    /// <summary>Number of the message in its timeline.</summary>
    internal long Seq => long.Parse(Key[^SeqLength..], System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Messages in order of their places. Asked for places that only ever go on.</summary>
internal abstract class PostingStream
{
    /// <summary>The first at this place or behind it; null at the end.</summary>
    internal abstract Task<Posting?> At(string key);

    /// <summary>The first that all streams have at this place or behind it; null when there is none.</summary>
    internal static async Task<Posting?> Meet(IReadOnlyCollection<PostingStream> streams, string key)
    {
        while (true)
        {
            var met = new List<Posting>();
            foreach (var stream in streams)
            {
                if (await stream.At(key) is not { } posting)
                {
                    return null;
                }
                met.Add(posting);
            }
            // Ahead of the last of them at least one stream has nothing more.
            var last = met.MaxBy(posting => posting.Key, StringComparer.Ordinal);
            if (last is null || met.TrueForAll(posting => posting.Key == last.Key))
            {
                return last;
            }
            key = last.Key;
        }
    }
}

/// <summary>The messages with one word, read in pages; a place far behind is gone to without reading what lies between.</summary>
internal sealed class WordStream(AzureTable table, AccountId account, string code, CancellationToken cancel) : PostingStream
{
    private const int PageSize = 64;

    private readonly string beginning = $"m-{code}-";
    private List<Posting> page = [];
    private int index;
    private bool isEnd;

    internal override async Task<Posting?> At(string key)
    {
        while (true)
        {
            while (index < page.Count && string.CompareOrdinal(page[index].Key, key) < 0)
            {
                index++;
            }
            if (index < page.Count)
            {
                return page[index];
            }
            if (isEnd)
            {
                return null;
            }
            await ReadFrom(key);
        }
    }

    private async Task ReadFrom(string key)
    {
        // The next sign after "-" ends the word's own entities.
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Keys.Account(account)} and RowKey ge {beginning + key} and RowKey lt {$"m-{code}."}");
        page = [];
        index = 0;
        isEnd = true;
        await foreach (var entity in table.Query(filter, PageSize, cancel))
        {
            page.Add(new(
                entity.RowKey[beginning.Length..], new(entity.GetGuid("Conversation") ?? Guid.Empty), entity));
            if (page.Count == PageSize)
            {
                isEnd = false;
                return;
            }
        }
    }
}

/// <summary>What any of several streams has.</summary>
internal sealed class AnyStream(IReadOnlyCollection<PostingStream> streams) : PostingStream
{
    private const int ReadsAtOnce = 16;

    internal override async Task<Posting?> At(string key)
    {
        var next = new List<Posting?>();
        foreach (var part in streams.Chunk(ReadsAtOnce))
        {
            next.AddRange(await Task.WhenAll(part.Select(stream => stream.At(key))));
        }
        return next.OfType<Posting>().MinBy(posting => posting.Key, StringComparer.Ordinal);
    }
}
