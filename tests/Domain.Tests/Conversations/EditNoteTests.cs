using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class EditNoteTests
{
    private const long Note = 3;

    private static EditNote Edit(Author by, long expected = Note, string text = "Knows us well", long note = Note, bool isAdmin = false) =>
        new(by, Command(1), Noon, note, expected, text, [OmarId], isAdmin);

    private static TestKit.DeciderSpec<ConversationState, Past, ConversationCommand, ConversationEvent>.Situation GivenNote(
        params ReadOnlySpan<Past> more) => GivenStarted([new NoteAdded("Hm"), .. more]);

    [Fact]
    public void Its_author_gives_it_another_text_which_names_others() =>
        GivenNote().When(Edit(Olivia)).Then(new NoteEdited(Note, Note, "Knows us well", [OmarId]));

    [Fact]
    public void An_operator_who_sets_the_account_up_edits_what_others_wrote() =>
        GivenNote().When(Edit(Omar, isAdmin: true)).Then(new NoteEdited(Note, Note, "Knows us well", [OmarId]));

    [Fact]
    public void Can_be_edited_after_the_end() =>
        GivenNote(new OperatorAssigned(OliviaId, "Olivia", null, null), new ConversationEnded())
            .When(Edit(Olivia)).Then(new NoteEdited(Note, Note, "Knows us well", [OmarId]));

    [Fact]
    public void An_edit_of_what_was_edited_meanwhile_is_refused_and_one_of_the_new_text_is_not()
    {
        var edited = GivenNote(new NoteEdited(Note, Note, "Hm, hm", []));
        edited.When(Edit(Olivia)).ThenRejected("noteWasEdited");
        edited.When(Edit(Olivia, expected: 4)).Then(new NoteEdited(Note, 4, "Knows us well", [OmarId]));
    }

    [Fact]
    public void The_same_command_again_gets_the_same_answer() =>
        GivenNote(new NoteEdited(Note, Note, "Knows us well", [OmarId]).By(Olivia, Command(1)))
            .When(Edit(Olivia)).ThenAnsweredAsBefore(4);

    [Fact]
    public void Nobody_else_hears_of_it()
    {
        var before = GivenNote().State;
        var after = GivenNote(new NoteEdited(Note, Note, "Hm, hm", [])).State;
        Assert.Equal(before.LastSeqForContact, after.LastSeqForContact);
        Assert.Equal(before.Preview, after.Preview);
        Assert.Empty(ConversationReactions.React(before, after with { Assignee = before.Assignee }).Where(
            effect => effect is not ConversationEffect.TellRouter));
    }

    [Theory]
    [InlineData("olivia", 3, 3, " ", "textIsEmpty")]
    [InlineData("omar", 3, 3, "Hm", "noteIsNotYours")]
    [InlineData("contact", 3, 3, "Hm", "conversationIsNotYours")]
    [InlineData("system", 3, 3, "Hm", "conversationIsNotYours")]
    [InlineData("olivia", 2, 2, "Hm", "noteNotFound")]
    [InlineData("olivia", 0, 0, "Hm", "noteNotFound")]
    [InlineData("olivia", -1, -1, "Hm", "noteNotFound")]
    [InlineData("olivia", 3, 2, "Hm", "noteWasEdited")]
    public void Is_refused(string by, long note, long expected, string text, string reason) =>
        GivenNote().When(Edit(Person(by), expected, text, note)).ThenRejected(reason);
}
