using MessageCenter.Domain.Attachments;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class PostMessageTests
{
    private static PostMessage Post(Author by, string text = "Hi", int id = 1) => new(by, Command(id), Noon, text);

    private static Attachment Chair { get; } = new(new(Guid.Parse("0b9a5f53-7a5d-4f0c-8f53-1a0a37b3c001")), "chair.png", "image/png", 9, 4, 3);

    private static PostMessage With(string text, params Attachment[] files) => Post(Author.Contact, text) with { Attachments = [.. files] };

    [Fact]
    public void The_contact_writes_while_nobody_has_the_conversation() =>
        GivenStarted().When(Post(Author.Contact)).Then(new MessagePosted("Hi"));

    [Fact]
    public void The_owner_answers() =>
        GivenOlivias().When(Post(Olivia)).Then(new MessagePosted("Hi"));

    [Fact]
    public void A_contact_opens_a_pending_conversation_by_writing() =>
        GivenOlivias(new StatusChanged(ConversationStatus.Pending)).When(Post(Author.Contact))
            .Then(new MessagePosted("Hi"), new StatusChanged(ConversationStatus.Open));

    [Fact]
    public void An_owner_leaves_a_pending_conversation_pending() =>
        GivenOlivias(new StatusChanged(ConversationStatus.Pending)).When(Post(Olivia)).Then(new MessagePosted("Hi"));

    [Fact, BadInput(51)]
    public void A_contact_reopens_an_ended_conversation_by_writing() =>
        GivenEnded().When(Post(Author.Contact)).Then(new ConversationReopened(), new MessagePosted("Hi"));

    [Fact]
    public void An_owner_who_has_not_seen_the_answer_of_another_is_asked_first_and_may_send_it_all_the_same()
    {
        var answered = GivenOlivias(
            new OperatorAssigned(OmarId, "Omar", OliviaId, null), new MessagePosted("Mine").By(Omar),
            new OperatorAssigned(OliviaId, "Olivia", OmarId, null));
        answered.When(Post(Olivia) with { SeenSeq = 4 }).ThenRejected(Rejection.ReplyArrived("Omar"));
        answered.When(Post(Olivia) with { SeenSeq = 5 }).Then(new MessagePosted("Hi"));
        answered.When(Post(Olivia)).Then(new MessagePosted("Hi"));
    }

    [Fact]
    public void Nobody_is_asked_for_words_of_her_own_or_of_the_contact() =>
        GivenOlivias(new MessagePosted("Mine").By(Olivia), new MessagePosted("Well?").By(Author.Contact))
            .When(Post(Olivia) with { SeenSeq = 3 }).Then(new MessagePosted("Hi"));

    [Fact]
    public void Line_ends_become_one_kind() =>
        GivenStarted().When(Post(Author.Contact, "a\r\nb\rc")).Then(new MessagePosted("a\nb\nc"));

    [Fact]
    public void The_same_command_again_gets_the_same_answer() =>
        GivenOlivias(new MessagePosted("Hi").By(Olivia, Command(1))).When(Post(Olivia)).ThenAnsweredAsBefore(4);

    [Fact]
    public void The_same_command_again_gets_the_same_answer_after_the_end() =>
        GivenOlivias(new MessagePosted("Hi").By(Olivia, Command(1)), new ConversationEnded())
            .When(Post(Olivia)).ThenAnsweredAsBefore(4);

    [Fact, BadInput(48)]
    public void The_same_id_of_another_author_is_another_command() =>
        GivenOlivias(new MessagePosted("Hi").By(Olivia, Command(1))).When(Post(Author.Contact)).Then(new MessagePosted("Hi"));

    [Fact]
    public void The_same_text_under_another_id_is_another_message() =>
        GivenOlivias(new MessagePosted("Hi").By(Olivia, Command(1))).When(Post(Olivia, id: 2)).Then(new MessagePosted("Hi"));

    [Fact]
    public void The_same_id_with_another_text_is_refused() =>
        GivenOlivias(new MessagePosted("Hi").By(Olivia, Command(1)))
            .When(Post(Olivia, "Ho")).ThenRejected(Rejection.CommandIdIsReused);

    [Fact]
    public void Another_operator_is_told_whose_it_is() =>
        GivenOlivias().When(Post(Omar)).ThenRejected(Rejection.ConversationIsTaken("Olivia"));

    [Fact]
    public void A_file_needs_no_words() =>
        GivenStarted().When(With("", Chair)).Then(new MessagePosted("", [Chair]));

    [Fact]
    public void The_same_words_with_another_file_are_no_retry() =>
        GivenOlivias(new MessagePosted("Hi", [Chair]).By(Author.Contact, Command(1)))
            .When(With("Hi", Chair with { AttachmentId = new(Guid.NewGuid()) })).ThenRejected(Rejection.CommandIdIsReused);

    [Fact]
    public void The_list_shows_a_file_by_its_name() =>
        Assert.Equal("chair.png", GivenOlivias(new MessagePosted("", [Chair]).By(Author.Contact, Command(1))).State.Preview?.Text);

    [Fact]
    public void Eleven_files_are_too_many() =>
        GivenStarted().When(With("Hi", [.. Enumerable.Repeat(Chair, 11)])).ThenRejected(Rejection.TooManyAttachments);

    [Theory, BadInput(51)]
    [InlineData("nothing", "contact", "conversationNotFound")]
    [InlineData("nothing", "olivia", "conversationNotFound")]
    [InlineData("started", "olivia", "conversationIsNotYours")]
    [InlineData("started", "system", "conversationIsNotYours")]
    [InlineData("olivias", "omar", "conversationIsTaken")]
    [InlineData("olivias", "system", "conversationIsTaken")]
    [InlineData("live", "omar", "conversationIsTaken")]
    [InlineData("ended", "olivia", "conversationHasEnded")]
    [InlineData("ended", "omar", "conversationIsTaken")]
    public void Is_refused(string situation, string by, string reason) =>
        In(situation).When(Post(Person(by))).ThenRejected(reason);

    [Theory]
    [InlineData("", "textIsEmpty")]
    [InlineData(" \t\n", "textIsEmpty")]
    [InlineData("\u200b", "textIsEmpty")]
    [InlineData("a\0b", "textIsMalformed")]
    public void Is_refused_with_a_text_that_nobody_can_read(string text, string reason) =>
        GivenStarted().When(Post(Author.Contact, text)).ThenRejected(reason);

    [Fact]
    public void Is_refused_when_the_timeline_is_full_and_what_ends_it_is_not()
    {
        var full = GivenOlivias().State with { LastSeq = Limits.TimelineEntriesMax };
        var refused = Assert.IsType<Decision<ConversationEvent>.Rejected>(ConversationDecider.Decide(full, Post(Author.Contact)));
        Assert.Equal(Rejection.TimelineIsFull, refused.Rejection);
        Assert.IsType<Decision<ConversationEvent>.Accepted>(
            ConversationDecider.Decide(full, new ConversationCommand.EndConversation(Olivia, Command(1), Noon)));
    }

    [Fact]
    public void An_operators_words_go_out_in_the_contacts_language_and_stay_what_they_were()
    {
        var state = GivenOlivias(new MessagePosted("Hi", default, new("es", "Hola")).By(Olivia, Command(1))).State;
        Assert.Equal(("Hi", "Hola"), (state.Preview?.Text, state.PreviewForContact?.Text));
        GivenOlivias().When(Post(Olivia) with { Translation = new("es", "Hola") }).Then(new MessagePosted("Hi", default, new("es", "Hola")));
        Assert.Equal("Hola", new MessagePosted("Hi", default, new("es", "Hola")).TextForContact);
        Assert.Equal("Hi\nHola", new MessagePosted("Hi", default, new("es", "Hola")).SearchText);
    }

    [Fact]
    public void What_could_not_be_translated_goes_out_as_it_was_written_and_says_why()
    {
        var failed = Translation.Failed("es", TranslationProblem.TimeLimit);
        GivenOlivias().When(Post(Olivia) with { Translation = failed }).Then(new MessagePosted("Hi", default, failed));
        Assert.Equal("Hi", new MessagePosted("Hi", default, failed).TextForContact);
        Assert.Null(GivenOlivias(new MessagePosted("Hi", default, failed).By(Olivia, Command(1))).State.PreviewForContact);
    }

    [Theory]
    [InlineData("", TranslationProblem.EngineFailed)]
    [InlineData("A\0", TranslationProblem.EngineFailed)]
    [InlineData(null, TranslationProblem.EngineFailed)]
    public void What_no_message_could_say_is_no_translation(string? said, TranslationProblem problem) =>
        GivenOlivias().When(Post(Olivia) with { Translation = new("es", said) })
            .Then(new MessagePosted("Hi", default, Translation.Failed("es", problem)));

    [Fact]
    public void A_translation_may_be_longer_than_a_message_and_not_without_end()
    {
        var long_ = new string('x', Limits.TranslationLengthMax);
        GivenOlivias().When(Post(Olivia) with { Translation = new("es", long_) }).Then(new MessagePosted("Hi", default, new("es", long_)));
        GivenOlivias().When(Post(Olivia) with { Translation = new("es", long_ + "x") })
            .Then(new MessagePosted("Hi", default, Translation.Failed("es", TranslationProblem.EngineFailed)));
    }

    [Fact]
    public void A_contacts_words_files_alone_and_languages_that_are_none_have_no_translation()
    {
        GivenOlivias().When(Post(Author.Contact) with { Translation = new("es", "Hola") }).Then(new MessagePosted("Hi"));
        GivenOlivias().When(With("", Chair) with { By = Olivia, Translation = new("es", "Hola") }).Then(new MessagePosted("", [Chair]));
        GivenOlivias().When(Post(Olivia) with { Translation = new("<b>", "Hola") }).Then(new MessagePosted("Hi"));
    }

    [Fact]
    public void The_same_command_again_may_have_been_translated_otherwise() =>
        GivenOlivias(new MessagePosted("Hi", default, Translation.Failed("es", TranslationProblem.TimeLimit)).By(Olivia, Command(1)))
            .When(Post(Olivia) with { Translation = new("es", "Hola") }).ThenAnsweredAsBefore(4);

    [Fact]
    public void A_contact_reads_the_translation_and_hears_of_no_trouble()
    {
        var translated = new TimelineEntry(1, Noon, Olivia, Command(1), new MessagePosted("Hi", default, new("es", "Hola")));
        var failed = translated with { Event = new MessagePosted("Hi", default, Translation.Failed("es", TranslationProblem.TimeLimit)) };
        Assert.Equal([translated, failed with { Event = new MessagePosted("Hi") }], TimelineViews.ForContact([translated, failed]));
    }
}
