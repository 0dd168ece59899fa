using MessageCenter.Domain.Attachments;

namespace MessageCenter.Domain.Tests.Attachments;

public sealed class AttachmentNameTests
{
    [Theory, BadInput(71)]
    [InlineData("chair.png", "chair.png")]
    [InlineData("CHAIR.PNG", "CHAIR.PNG")]
    [InlineData("Stuhl ü 椅子.png", "Stuhl ü 椅子.png")]
    [InlineData("a/b\\c/chair.png", "chair.png")]
    [InlineData("../../", "file.png")]
    [InlineData(".png", "png.png")]
    [InlineData("", "file.png")]
    [InlineData(null, "file.png")]
    [InlineData("invoice.pdf.exe", "invoice.pdf.exe.png")]
    [InlineData("a\0b\r\nc.png", "abc.png")]
    [InlineData("\u202Egnp.exe", "gnp.exe.png")]
    [InlineData("a\u200B\uFEFFb.png", "ab.png")]
    [InlineData("a<b>\"c\"|?*%.png", "abc.png")]
    [InlineData("con.png", "_con.png")]
    [InlineData("LPT1.png", "_LPT1.png")]
    [InlineData("half\ud800.png", "half.png")]
    public void Is_harmless(string? name, string shown) => Assert.Equal(shown, AttachmentName.Clean(name, [".png"]));

    [Fact, BadInput(71)]
    public void Is_cut_before_its_extension_and_never_through_a_character()
    {
        var name = AttachmentName.Clean(string.Concat(Enumerable.Repeat("🦜", 200)) + ".png", [".png"]);
        Assert.Equal(Limits.AttachmentNameLengthMax, name.Length);
        Assert.EndsWith("🦜.png", name, StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_any_extension_of_its_content() =>
        Assert.Equal("photo.jpeg", AttachmentName.Clean("photo.jpeg", [".jpg", ".jpeg"]));
}
