using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using Decided = MessageCenter.Domain.Decision<MessageCenter.Domain.Conversations.ConversationEvent>;

namespace MessageCenter.Domain.Conversations;

/// <summary>
/// The rules of notes. Any operator leaves one, also after the end; who wrote it edits and deletes it, or who sets the
/// account up. An edit names the text that it was made from, so that no two overwrite each other unseen.
/// </summary>
internal static class ConversationNotes
{
    internal static Decided Decide(ConversationState state, ConversationCommand command) =>
        command.By.Kind != AuthorKind.Operator ? Decided.Reject(Rejection.ConversationIsNotYours) : command switch
        {
            AddNote add => Add(state, add),
            EditNote edit => Edit(state, edit),
            DeleteNote delete => Delete(state, delete),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is decided elsewhere."),
        };

    internal static ConversationState Apply(ConversationState state, TimelineEntry entry) => entry.Event switch
    {
        NoteAdded added when entry.Author.OperatorId is { } author =>
            state with { Notes = new(state.Notes.Items.Add(new(entry.Seq, entry.Seq, author, added.Mentions))) },
        NoteEdited edited => state with
        {
            Notes = state.Notes
                .Select(note => note.Seq == edited.NoteSeq ? note with { WrittenSeq = entry.Seq, Mentions = edited.Mentions } : note)
                .ToEquatableArray(),
        },
        NoteDeleted deleted => state with { Notes = state.Notes.Where(note => note.Seq != deleted.NoteSeq).ToEquatableArray() },
        _ => state,
    };

    internal static string ContentOfEdit(long note, string text) => FormattableString.Invariant($"editNote:{note}:{text}");

    internal static string ContentOfDelete(long note) => FormattableString.Invariant($"deleteNote:{note}");

    private static Decided Add(ConversationState state, AddNote command) =>
        MessageText.Check(command.Text, out var text) is { } refusal ? Decided.Reject(refusal)
        : state.Notes.Count >= Limits.NotesMax ? Decided.Reject(Rejection.TooManyNotes)
        : Decided.Accept(new NoteAdded(text, command.Mentions));

    private static Decided Edit(ConversationState state, EditNote command)
    {
        if (MessageText.Check(command.Text, out var text) is { } refusal)
        {
            return Decided.Reject(refusal);
        }
        if (Find(state, command.NoteSeq, command.By, command.MayChangeOthers, out var note) is { } problem)
        {
            return Decided.Reject(problem);
        }
        return note.WrittenSeq == command.ExpectedSeq
            ? Decided.Accept(new NoteEdited(note.Seq, note.WrittenSeq, text, command.Mentions))
            : Decided.Reject(Rejection.NoteWasEdited);
    }

    private static Decided Delete(ConversationState state, DeleteNote command) =>
        Find(state, command.NoteSeq, command.By, command.MayChangeOthers, out var note) is { } problem
            ? Decided.Reject(problem)
            : Decided.Accept(new NoteDeleted(note.Seq, note.WrittenSeq));

    private static Rejection? Find(ConversationState state, long seq, Author by, bool mayChangeOthers, out NoteHead note)
    {
        note = state.Notes.FirstOrDefault(one => one.Seq == seq) ?? new(0, 0, default);
        return note.Seq == 0 ? Rejection.NoteNotFound
            : note.AuthorId == by.OperatorId || mayChangeOthers ? null
            : Rejection.NoteIsNotYours;
    }
}
