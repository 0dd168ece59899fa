namespace MessageCenter.Domain.Tests;

/// <summary>What people may write to each other: reliability rows "send text" as one table.</summary>
public sealed class MessageTextTests
{
    public static TheoryData<string, string, string?> Texts() => new()
    {
        { "nothing", "", "textIsEmpty" },
        { "white space", " \t\r\n\u00a0\u3000", "textIsEmpty" },
        { "zero-width characters", "\u200b\u200c\ufeff", "textIsEmpty" },
        { "direction overrides only", "\u202e\u202c", "textIsEmpty" },
        { "one character", "a", null },
        { "as long as allowed", new string('a', Limits.TextLengthMax), null },
        { "one unit too long", new string('a', Limits.TextLengthMax + 1), "textIsTooLong" },
        { "too long in UTF-16 though not in characters", Repeat("\U0001F600", Limits.TextLengthMax / 2) + "a", "textIsTooLong" },
        { "as long as allowed in emoji", Repeat("\U0001F600", Limits.TextLengthMax / 2), null },
        { "NUL", "a\0b", "textIsMalformed" },
        { "a C0 control character", "a\u0007", "textIsMalformed" },
        { "escape", "\u001b[31mred", "textIsMalformed" },
        { "delete", "a\u007f", "textIsMalformed" },
        { "a C1 control character", "a\u0085", "textIsMalformed" },
        { "a high surrogate alone", "a" + (char)0xd83d, "textIsMalformed" },
        { "a high surrogate before a letter", (char)0xd83d + "a", "textIsMalformed" },
        { "a low surrogate alone", (char)0xde00 + "a", "textIsMalformed" },
        { "as many marks as allowed", "e" + new string('\u0301', Limits.CombiningMarksMax), null },
        { "a tower of marks", "e" + new string('\u0301', Limits.CombiningMarksMax + 1), "textIsMalformed" },
        { "marks spread over letters", Repeat("e\u0301", 1_000), null },
        { "a script", "<script>alert(1)</script>", null },
        { "an image with a handler", "<img src=x onerror=alert(1)>", null },
        { "a template", "{{constructor.constructor('alert(1)')()}} ${7*7}", null },
        { "a link with code", "javascript:alert(1)", null },
        { "a family of emoji", "\U0001F468\u200d\U0001F469\u200d\U0001F467", null },
        { "Arabic and Hebrew", "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd", null },
    };

    [Theory, BadInput(44, 45, 46, 47)]
    [MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public void Text_is_refused_or_kept(string what, string text, string? reason)
    {
        var refusal = MessageText.Check(text, out var clean);
        Assert.True(refusal?.Reason == reason, $"{what}: expected {reason ?? "accepted"}, actual {refusal?.Reason ?? "accepted"}");
        if (reason is null)
        {
            Assert.Equal(text, clean);
        }
    }

    [Theory, BadInput(46)]
    [InlineData("a\r\nb", "a\nb")]
    [InlineData("a\rb", "a\nb")]
    [InlineData("a\r\r\nb\r", "a\n\nb\n")]
    [InlineData("invoice\u202efdp.exe", "invoicefdp.exe")]
    [InlineData("\u2066a\u2069", "a")]
    [InlineData("a\tb", "a\tb")]
    public void Text_is_made_harmless(string text, string expected)
    {
        Assert.Null(MessageText.Check(text, out var clean));
        Assert.Equal(expected, clean);
    }

    [Fact]
    public void No_text_at_all_is_empty_text() => Assert.Equal(Rejection.TextIsEmpty, MessageText.Check(null, out _));

    [Fact]
    public void A_preview_is_one_line_and_never_half_a_character()
    {
        var faces = Repeat("\U0001F600", 100);
        Assert.Equal("a b", MessageText.Preview("a\nb"));
        Assert.Equal(Limits.PreviewLengthMax, MessageText.Preview(faces).Length);
        Assert.Equal("a" + faces[..(Limits.PreviewLengthMax - 2)], MessageText.Preview("a" + faces));
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
