using CsCheck;
using MessageCenter.Domain.Conversations;

namespace MessageCenter.Domain.Tests.Conversations;

/// <summary>What operators type as "$name …".</summary>
public sealed class TypedCommandsTests
{
    public static TheoryData<string, TypedCommand> Readable => new()
    {
        { "$name Anna", new TypedCommand.SetName("Anna") },
        { "  $name   Anna Maria  ", new TypedCommand.SetName("Anna Maria") },
        { "$Name Anna", new TypedCommand.SetName("Anna") },
        { "$name -", new TypedCommand.SetName(null) },
        { "$email anna@shop.example", new TypedCommand.SetEmail("anna@shop.example") },
        { "$email -", new TypedCommand.SetEmail(null) },
        { "$locale de-AT", new TypedCommand.SetLocale("de-AT") },
        { "$note Asked before.\nTwice.", new TypedCommand.LeaveNote("Asked before.\nTwice.") },
        { "$note\nAsked before.", new TypedCommand.LeaveNote("Asked before.") },
        { "$send", new TypedCommand.SendTranscript() },
        { "$dispatch boss@shop.example", new TypedCommand.DispatchTranscript("boss@shop.example") },
        { "$topic Lost parcels", new TypedCommand.ToggleTopic("Lost parcels") },
        { "$status open", new TypedCommand.ChangeStatus(ConversationStatus.Open) },
        { "$status Pending", new TypedCommand.ChangeStatus(ConversationStatus.Pending) },
        { "$status ended", new TypedCommand.ChangeStatus(ConversationStatus.Ended) },
        { "$integration Shop system", new TypedCommand.UseIntegration("Shop system") },
        { "$help", new TypedCommand.Help() },
    };

    [Theory]
    [MemberData(nameof(Readable), DisableDiscoveryEnumeration = true)]
    public void Are_read(string text, TypedCommand expected)
    {
        Assert.Null(TypedCommands.Read(text, out var command));
        Assert.Equal(expected, command);
    }

    [Theory]
    [InlineData(null, "textIsEmpty")]
    [InlineData("", "textIsEmpty")]
    [InlineData("Hello", "commandIsUnknown")]
    [InlineData("name Anna", "commandIsUnknown")]
    [InlineData("$", "commandIsUnknown")]
    [InlineData("$$name Anna", "commandIsUnknown")]
    [InlineData("$ name Anna", "commandIsUnknown")]
    [InlineData("$nmae Anna", "commandIsUnknown")]
    [InlineData("$name", "commandNeedsValue")]
    [InlineData("$note   ", "commandNeedsValue")]
    [InlineData("$send anna@shop.example", "commandTakesNoValue")]
    [InlineData("$help me", "commandTakesNoValue")]
    [InlineData("$name Anna\nMaria", "nameIsInvalid")]
    [InlineData("$email anna", "emailIsInvalid")]
    [InlineData("$email a@shop.example b@shop.example", "emailIsInvalid")]
    [InlineData("$dispatch -", "emailIsInvalid")]
    [InlineData("$dispatch a@shop.example,b@shop.example", "emailIsInvalid")]
    [InlineData("$dispatch a@shop.example\nBcc: b@shop.example", "emailIsInvalid")]
    [InlineData("$locale german language", "localeIsInvalid")]
    [InlineData("$topic a\nb", "nameIsInvalid")]
    [InlineData("$status new", "statusCannotBeSet")]
    [InlineData("$status done", "statusCannotBeSet")]
    [InlineData("$name A\0", "textIsMalformed")]
    public void Are_refused(string? text, string reason) => Assert.Equal(reason, TypedCommands.Read(text, out _)?.Reason);

    [Fact]
    public void Every_word_is_known_and_listed() => Assert.All(
        TypedCommands.Words,
        word => Assert.NotEqual("commandIsUnknown", TypedCommands.Read($"${word} x", out _)?.Reason));

    [Fact]
    public void Any_text_is_read_or_refused_and_never_both() => Gen.Select(Gen.Int[-1, TypedCommands.Words.Count - 1], Gen.String).Sample(
        (word, text) =>
        {
            var refusal = TypedCommands.Read($"${(word < 0 ? "" : TypedCommands.Words[word] + " ")}{text}", out var command);
            Law.Holds(refusal is not null || command is not null, () => "neither");
            Law.Holds(
                command is not TypedCommand.DispatchTranscript sent || refusal is not null || EmailAddress.IsValid(sent.Recipient),
                () => $"mail would go to {text}");
        });
}
