using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Tests.Conversations.Cast;

namespace MessageCenter.Domain.Tests.Conversations;

/// <summary>What waits in the outbox for the sender of mails.</summary>
public sealed class TranscriptOrderTests
{
    private static readonly TranscriptOrder Order = new(new(Seed.Id(9)), "vera@shop.example", "de", OliviaId);

    [Fact]
    public void Is_read_as_it_was_written() => Assert.Equal(Order, TranscriptOrder.FromJson(Order.ToJson()));

    [Fact]
    public void Its_names_are_frozen() => Assert.Equal(
        $$"""{"conversationId":"{{Seed.Id(9)}}","recipient":"vera@shop.example","locale":"de","askedBy":"{{OliviaId}}","isForItsContact":false}""",
        Order.ToJson());

    [Fact]
    public void What_was_written_before_it_knew_the_contacts_own_address_is_read_still() => Assert.Equal(
        Order,
        TranscriptOrder.FromJson(Order.ToJson().Replace(",\"isForItsContact\":false", "", StringComparison.Ordinal)));

    [Theory]
    [InlineData("a@shop.example\r\nBcc: b@shop.example", "en")]
    [InlineData("a@shop.example,b@shop.example", "en")]
    [InlineData("", "en")]
    [InlineData("a@shop.example", "en\r\nX: y")]
    public void What_cannot_be_carried_out_is_not_read(string recipient, string locale) =>
        Assert.Null(TranscriptOrder.FromJson((Order with { Recipient = recipient, Locale = locale }).ToJson()));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"recipient\":1}")]
    public void What_is_no_order_is_not_read(string payload) => Assert.Null(TranscriptOrder.FromJson(payload));
}
