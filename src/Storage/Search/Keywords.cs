using System.Collections.Immutable;
using MessageCenter.Domain;

namespace MessageCenter.Storage.Search;

/// <summary>
/// What somebody typed into a search box, as words that all must occur. Each is a phrase of folded words, so nothing
/// of it can be an operator of the search engine.
/// </summary>
internal sealed record Keywords(ImmutableArray<string> Phrases, bool IsLastPrefix)
{
    // Shorter prefixes match so much that the answer helps nobody and takes long.
    private const int PrefixLengthMin = 3;

    internal static Keywords Parse(string typed)
    {
        var text = typed.Length > Limits.KeywordsLengthMax ? typed[..Limits.KeywordsLengthMax] : typed;
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(TextFold.Fold)
            .Where(word => word.Length > 0)
            .Take(Limits.KeywordsMax)
            .ToImmutableArray();
        return new(words, words is [.., var last] && last[(last.LastIndexOf(' ') + 1)..].Length >= PrefixLengthMin);
    }

    internal bool IsEmpty => Phrases.IsEmpty;
}
