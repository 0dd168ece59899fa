using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;

namespace MessageCenter.Grains.Conversations;

/// <summary>Notes. The account says who an operator is and whom a text names; the rules say the rest.</summary>
internal sealed partial class ConversationGrain
{
    private IAccountGrain AccountGrain => GrainFactory.GetGrain<IAccountGrain>(GrainKeys.Of(account));

    /// <inheritdoc/>
    public async Task<Answer> AddNote(Reader by, string operatorName, CommandId id, string text) =>
        Admits(by) && IsOperator(by)
            ? await Run(new AddNote(AuthorOf(by, operatorName), id, Now(), text, await MentionsIn(text)))
            : await NotFound();

    /// <inheritdoc/>
    public async Task<Answer> EditNote(
        Reader by, string operatorName, CommandId id, long note, long expected, string text) =>
        Admits(by) && IsOperator(by)
            ? await Run(new EditNote(
                AuthorOf(by, operatorName), id, Now(), note, expected, text, await MentionsIn(text), await SetsUp(by)))
            : await NotFound();

    /// <inheritdoc/>
    public async Task<Answer> DeleteNote(Reader by, string operatorName, CommandId id, long note) =>
        Admits(by) && IsOperator(by)
            ? await Run(new DeleteNote(AuthorOf(by, operatorName), id, Now(), note, await SetsUp(by)))
            : await NotFound();

    /// <inheritdoc/>
    public async Task<NoteList?> ReadNotes(Reader by)
    {
        if (!Admits(by) || !IsOperator(by))
        {
            return null;
        }
        var (heads, upTo) = (State.Notes, State.LastSeq);
        var notes = new List<Note>();
        foreach (var head in heads)
        {
            if (await ReadEntry(head.Seq) is { Event: ConversationEvent.NoteAdded added } first)
            {
                var last = head.WrittenSeq == head.Seq ? null : await ReadEntry(head.WrittenSeq);
                notes.Add(last is { Event: ConversationEvent.NoteEdited edited }
                    ? new(head.Seq, last.Seq, first.Author, first.At, edited.Text, last.Author, last.At)
                    : new(head.Seq, head.Seq, first.Author, first.At, added.Text, null, null));
            }
        }
        return new(conversation, upTo, notes.ToEquatableArray());
    }

    private async Task<TimelineEntry?> ReadEntry(long seq) =>
        (await store.ReadTimeline(account, conversation, new(seq - 1, null, 1), CancellationToken.None)).FirstOrDefault();

    private async Task<EquatableArray<OperatorId>> MentionsIn(string? text)
    {
        if (text is null || text.Length > Limits.TextLengthMax || !text.Contains('@', StringComparison.Ordinal))
        {
            return [];
        }
        var operators = (await AccountGrain.ReadAccount())?.Operators ?? [];
        return NoteMentions.In(text, operators.Select(one => new Assignee(one.OperatorId, one.Name)));
    }

    private async Task<bool> SetsUp(Reader by) =>
        by.OperatorId is { } id && await AccountGrain.ReadOperator(id) is { Role: OperatorRole.Admin or OperatorRole.Owner };
}
