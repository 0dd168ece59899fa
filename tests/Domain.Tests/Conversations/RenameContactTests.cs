using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class RenameContactTests
{
    private static RenameContact Rename(string? name) => new(Author.System, null, Noon, name);

    [Fact]
    public void The_conversation_knows_the_new_name()
    {
        GivenStarted().When(Rename("Vera")).Then(new ContactRenamed("Vera"));
        Assert.Equal("Vera", GivenStarted(new ContactRenamed("Vera")).State.ContactName);
    }

    [Fact]
    public void Does_nothing_when_it_is_known() =>
        GivenStarted(new ContactRenamed("Vera")).When(Rename("Vera")).ThenNothing();

    [Fact]
    public void A_name_can_be_taken_back() =>
        GivenStarted(new ContactRenamed("Vera")).When(Rename(null)).Then(new ContactRenamed(null));

    [Theory]
    [InlineData("nothing", "conversationNotFound")]
    public void Is_refused(string situation, string reason) => In(situation).When(Rename("Vera")).ThenRejected(reason);
}
