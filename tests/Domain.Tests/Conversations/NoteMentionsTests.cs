using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Tests.Conversations.Cast;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class NoteMentionsTests
{
    private static readonly OperatorId Ana = new(Seed.Id(31));
    private static readonly OperatorId AnaRuiz = new(Seed.Id(32));

    private static readonly Assignee[] Operators =
        [new(OliviaId, "Olivia"), new(OmarId, "Omar"), new(Ana, "Ana"), new(AnaRuiz, "Ana Ruiz")];

    [Theory]
    [InlineData("@Olivia please look", "Olivia")]
    [InlineData("please look, @olivia", "Olivia")]
    [InlineData("(@OMAR)", "Omar")]
    [InlineData("@Ana and @Ana Ruiz", "Ana", "Ana Ruiz")]
    [InlineData("@Ana Ruiz.", "Ana Ruiz")]
    [InlineData("@Olivia @Olivia", "Olivia")]
    [InlineData("@@Omar", "Omar")]
    [InlineData("vera@olivia.example")]
    [InlineData("@Oliviander")]
    [InlineData("@")]
    [InlineData("Olivia")]
    [InlineData("")]
    public void Names(string text, params string[] named) =>
        Assert.Equal(named, NoteMentions.In(text, Operators).Select(id => Operators.Single(one => one.OperatorId == id).Name));

    [Fact]
    public void Of_a_name_that_several_have_all_are_named() =>
        Assert.Equal<OperatorId>([OliviaId, Ana], NoteMentions.In("@Olivia", [new(OliviaId, "Olivia"), new(Ana, "olivia")]));

    [Fact]
    public void Names_only_so_many()
    {
        Assignee[] crowd = [.. Enumerable.Range(0, 50).Select(number => new Assignee(new(Seed.Id(100 + number)), "Crowd"))];
        Assert.Equal(Limits.NoteMentionsMax, NoteMentions.In("@Crowd", crowd).Count);
    }
}
