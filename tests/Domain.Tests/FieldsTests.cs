namespace MessageCenter.Domain.Tests;

public sealed class FieldsTests
{
    [Theory, BadInput(61)]
    [InlineData("Vera", true)]
    [InlineData("Zoë Müller-Łukasz 李", true)]
    [InlineData("<b>Vera</b>", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("  ", false)]
    [InlineData("\u200b", false)]
    [InlineData("Vera\nBcc: x@example.com", false)]
    [InlineData("Vera\r\nBcc: x@example.com", false)]
    [InlineData("Ve\tra", false)]
    [InlineData("Ve\0ra", false)]
    [InlineData("Vera\u202egpj.exe", false)]
    public void A_name_is_one_visible_line(string? name, bool isName) => Assert.Equal(isName, Fields.IsName(name));

    [Fact, BadInput(61)]
    public void A_name_has_a_bound()
    {
        Assert.True(Fields.IsName(new('a', Limits.NameLengthMax)));
        Assert.False(Fields.IsName(new('a', Limits.NameLengthMax + 1)));
    }

    [Theory, BadInput(63)]
    [InlineData("vera@example.com", true)]
    [InlineData("vera.o'neil+shop@mail.example.co.uk", true)]
    [InlineData("a@b.de", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("vera", false)]
    [InlineData("vera@", false)]
    [InlineData("@example.com", false)]
    [InlineData("vera@localhost", false)]
    [InlineData("vera@example.c", false)]
    [InlineData("vera@@example.com", false)]
    [InlineData("vera@example..com", false)]
    [InlineData("vera@-example.com", false)]
    [InlineData("vera@example.com-", false)]
    [InlineData(".vera@example.com", false)]
    [InlineData("vera..v@example.com", false)]
    [InlineData("a@b\r\nBcc:x@y.com", false)]
    [InlineData("\"<script>\"@x.com", false)]
    [InlineData("vera@ex\u0430mple.com", false)]
    [InlineData("vera@example.com ", false)]
    public void An_email_address_is_one_that_mail_can_be_sent_to(string? text, bool isValid) =>
        Assert.Equal(isValid, EmailAddress.IsValid(text));

    [Theory, BadInput(63)]
    [InlineData(64, 10, true)]
    [InlineData(65, 10, false)]
    [InlineData(10, 63, true)]
    [InlineData(10, 64, false)]
    public void Parts_of_an_email_address_have_bounds(int local, int label, bool isValid) =>
        Assert.Equal(isValid, EmailAddress.IsValid($"{new string('a', local)}@{new string('b', label)}.com"));

    [Theory]
    [InlineData("en", true)]
    [InlineData("de-CH", true)]
    [InlineData("zh-Hant-TW", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("e", false)]
    [InlineData("e1", false)]
    [InlineData("en-", false)]
    [InlineData("en--US", false)]
    [InlineData("en_US", false)]
    [InlineData("../en", false)]
    public void A_locale_is_a_language_tag(string? tag, bool isValid) => Assert.Equal(isValid, Locales.IsValid(tag));

    [Theory]
    [InlineData("de", "de")]
    [InlineData("DE-ch", "de")]
    [InlineData("zh-Hant-TW", "zh")]
    public void The_language_is_the_first_part(string tag, string language) => Assert.Equal(language, Locales.LanguageOf(tag));
}
