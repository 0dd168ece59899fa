namespace MessageCenter.Domain.Conversations;

/// <summary>
/// Whom a note names: "@Olivia", the whole display name behind an at sign, in any case. Pure; the browsers read the same
/// way, so that what looks like a mention is one, however the note was written.
/// </summary>
public static class NoteMentions
{
    /// <summary>The operators named, in the order of the text; of a name that several have, all of them.</summary>
    public static EquatableArray<OperatorId> In(string text, IEnumerable<Assignee> operators)
    {
        var byLength = text.Contains('@', StringComparison.Ordinal)
            ? operators.OrderByDescending(one => one.Name.Length).ToArray()
            : [];
        var named = new List<OperatorId>();
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            if (at > 0 && char.IsLetterOrDigit(text[at - 1]))
            {
                // An e-mail address names nobody.
                continue;
            }
            var name = byLength.FirstOrDefault(one => IsAt(text, at + 1, one.Name))?.Name;
            named.AddRange(byLength.Where(one => Same(one.Name, name)).Select(one => one.OperatorId));
        }
        return named.Distinct().Take(Limits.NoteMentionsMax).ToEquatableArray();
    }

    /// <summary>Who is to be told of her name in these notes: all that they name, but not who wrote them.</summary>
    public static IEnumerable<ConversationEffect.TellMentioned> Of(IEnumerable<NoteHead> notes) =>
        from note in notes
        from named in note.Mentions
        where named != note.AuthorId
        select new ConversationEffect.TellMentioned(named, note.Seq, note.AuthorId);

    private static bool IsAt(string text, int start, string name) =>
        name.Length > 0 && start + name.Length <= text.Length
        && Same(text.Substring(start, name.Length), name)
        && (start + name.Length == text.Length || !char.IsLetterOrDigit(text[start + name.Length]));

    private static bool Same(string left, string? right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
