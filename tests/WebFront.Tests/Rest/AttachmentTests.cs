using System.Net;
using System.Text;
using System.Text.Json;
using SkiaSharp;

namespace MessageCenter.WebFront.Tests.Rest;

/// <summary>Files on their way up, into a message, and down again.</summary>
[Collection(nameof(ProductCollection))]
public sealed class AttachmentTests(ProductFixture fixture)
{
    public static TheoryData<string, byte[], string, string> Kinds => new()
    {
        { "a.png", AttachmentFiles.Png(), "a.png", "image/png" },
        { "a.jpeg", AttachmentFiles.Jpeg(), "a.jpeg", "image/jpeg" },
        { "a.webp", AttachmentFiles.Webp, "a.webp", "image/webp" },
        { "a.gif", AttachmentFiles.AnimatedGif, "a.gif.png", "image/png" },
        { "a.pdf", AttachmentFiles.Text("%PDF-1.7 /JS (app.alert(1))"), "a.pdf", "application/pdf" },
        { "a.csv", AttachmentFiles.Text("a,b\n1,2"), "a.csv", "text/plain" },
        { "a.mp3", [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 0], "a.mp3", "audio/mpeg" },
        { "a.ogg", [.. "OggS"u8, 0, 2], "a.ogg", "audio/ogg" },
        { "a.m4a", [0, 0, 0, 24, .. "ftypM4A "u8], "a.m4a", "audio/mp4" },
        { "a.webm", [0x1A, 0x45, 0xDF, 0xA3, 0x42, 0x82, 0x84, .. "webm"u8], "a.webm", "audio/webm" },
        {
            "a.docx", AttachmentFiles.Archive("[Content_Types].xml", "word/document.xml"), "a.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        },
        {
            "a.ods", AttachmentFiles.OpenDocument("application/vnd.oasis.opendocument.spreadsheet"), "a.ods",
            "application/vnd.oasis.opendocument.spreadsheet"
        },
    };

    public static TheoryData<string, byte[]> Refused => new()
    {
        { "a.svg", AttachmentFiles.Text("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>") },
        { "a.xml", AttachmentFiles.Text("\uFEFF <?xml version='1.0'?><x/>") },
        { "a.html", AttachmentFiles.Text("<!doctype html><script>1</script>") },
        { "page-renamed.png", AttachmentFiles.Text("<html></html>") },
        { "header-and-page.png", [.. AttachmentFiles.Png()[..24], .. AttachmentFiles.Text("<html></html>")] },
        { "gif-and-script.gif", [.. "GIF89a\x01\0\x01\0\0\0\0"u8, .. AttachmentFiles.Text("=1;alert(1)//")] },
        { "half.jpg", AttachmentFiles.Jpeg()[..200] },
        { "a.exe", [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0] },
        { "a.sh", AttachmentFiles.Text("#!/bin/sh\nrm -r /") },
        { "a.zip", AttachmentFiles.Archive("bomb.bin", "../../etc/passwd") },
        { "a.docm", AttachmentFiles.Archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin") },
        { "a.txt", [0x61, 0xFF, 0xFE, 0x61] },
        { "b.txt", AttachmentFiles.Text("a\0b") },
    };

    [Theory, MemberData(nameof(Kinds))]
    public async Task Is_known_by_its_content(string name, byte[] bytes, string shown, string contentType)
    {
        await using var mia = await AttachmentVisitor.Come(fixture);
        var file = await mia.Accepted(bytes, name);
        Assert.Equal(shown, file.GetProperty("name").GetString());
        Assert.Equal(contentType, file.GetProperty("contentType").GetString());
    }

    [Theory, BadInput(70, 72), MemberData(nameof(Refused))]
    public async Task Is_refused_when_its_content_is_none_that_may_be_sent(string name, byte[] bytes)
    {
        await using var mia = await AttachmentVisitor.Come(fixture);
        await Refusals.Is(415, "unsupported_media_type", await mia.Upload(bytes, name), reason: "attachmentTypeIsRefused");
    }

    [Theory, BadInput(71)]
    [InlineData("../../etc/passwd", "passwd.txt")]
    [InlineData("C:\\Users\\x\\notes.txt", "notes.txt")]
    [InlineData("invoice.txt.exe", "invoice.txt.exe.txt")]
    [InlineData("a.php\0.txt", "a.php.txt")]
    [InlineData("CON", "_CON.txt")]
    [InlineData("\u202Etxt.exe", "txt.exe.txt")]
    [InlineData("a\r\nX: 1.txt", "aX 1.txt")]
    [InlineData("...", "file.txt")]
    [InlineData(null, "file.txt")]
    public async Task Gets_a_name_that_harms_nobody(string? name, string shown)
    {
        await using var mia = await AttachmentVisitor.Come(fixture);
        var file = await mia.Accepted(AttachmentFiles.Text("hello"), name);
        Assert.Equal(shown, file.GetProperty("name").GetString());
        var read = await mia.Read(file.GetProperty("attachmentId").GetGuid());
        Assert.Equal(shown, read.Content.Headers.ContentDisposition?.FileNameStar ?? read.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
    }

    [Fact, BadInput(70, 72)]
    public async Task Image_keeps_its_pixels_the_right_way_up_and_nothing_else()
    {
        await using var mia = await AttachmentVisitor.Come(fixture);
        var file = await mia.Accepted(AttachmentFiles.JpegWithPlace(), "photo.jpg");
        Assert.Equal((20, 40), (file.GetProperty("width").GetInt32(), file.GetProperty("height").GetInt32()));
        foreach (var part in new[] { "file", "thumbnail" })
        {
            var bytes = await (await mia.Read(file.GetProperty("attachmentId").GetGuid(), part)).Content.ReadAsByteArrayAsync();
            var text = Encoding.Latin1.GetString(bytes);
            Assert.DoesNotContain(AttachmentFiles.Canary, text, StringComparison.Ordinal);
            Assert.DoesNotContain("Exif", text, StringComparison.Ordinal);
            using var image = SKBitmap.Decode(bytes);
            Assert.True(image.GetPixel(17, 3).Blue > 200 && image.GetPixel(3, 37).Red > 200, $"{part} is not turned");
        }
    }

    [Fact, BadInput(74)]
    public async Task Image_that_would_unpack_to_gigabytes_is_refused_before_it_is_unpacked()
    {
        await using var mia = await AttachmentVisitor.Come(fixture);
        await Refusals.Is(422, "validation", await mia.Upload(AttachmentFiles.PngBomb(), "a.png"), reason: "imageHasTooManyPixels");
    }

    [Fact, BadInput(73)]
    public async Task Without_a_byte_or_with_too_many_it_is_refused()
    {
        await using var mia = await AttachmentVisitor.Come(fixture);
        await Refusals.Is(400, "validation", await mia.Upload([], "a.txt"), reason: "attachmentIsEmpty");
        var large = new byte[(20 * 1024 * 1024) + 1];
        Array.Fill(large, (byte)'a');
        // Refused by its announced length: the answer is there before the body.
        await Refusals.Is(413, "too_large", await mia.Upload(large, "a.txt", waits: true), reason: "attachmentIsTooLarge");
        Assert.Equal(large.Length - 1, (await mia.Accepted(large[1..], "a.txt")).GetProperty("size").GetInt64());
    }

    [Fact, BadInput(75)]
    public async Task Same_id_is_the_same_file_or_a_conflict()
    {
        await using var mia = await AttachmentVisitor.Come(fixture);
        var id = Guid.NewGuid();
        var first = await (await mia.Upload(AttachmentFiles.Text("one"), "a.txt", id)).Content.ReadAsStringAsync();
        var again = await (await mia.Upload(AttachmentFiles.Text("one"), "a.txt", id)).Content.ReadAsStringAsync();
        Assert.Equal(first, again);
        await Refusals.Is(409, "conflict", await mia.Upload(AttachmentFiles.Text("two"), "a.txt", id), reason: "attachmentIdIsReused");
        await using var other = await AttachmentVisitor.Come(fixture);
        await Refusals.Is(409, "conflict", await other.Upload(AttachmentFiles.Text("one"), "a.txt", id));
    }

    [Fact, BadInput(69)]
    public async Task Goes_nowhere_without_a_session_or_into_a_foreign_conversation()
    {
        await using var mia = await AttachmentVisitor.Come(fixture);
        await using var other = await AttachmentVisitor.Come(fixture);
        var text = AttachmentFiles.Text("hello");
        foreach (var conversation in new[] { other.Conversation, Guid.NewGuid() })
        {
            await Refusals.Is(404, "not_found", await mia.Upload(text, "a.txt", null, conversation), reason: "conversationNotFound");
        }
        using var nobody = new RestClient(fixture.Product.Address);
        foreach (var path in new[] { "/widget/conversations/", "/api/conversations/" })
        {
            var answer = await nobody.Send(
                HttpMethod.Post, $"{path}{mia.Conversation}/attachments", AttachmentVisitor.Content(text, "a.txt"),
                ("Idempotency-Key", Guid.NewGuid().ToString()));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Goes_with_one_message_of_its_conversation_however_often_that_is_sent()
    {
        await using var mia = await AttachmentVisitor.Come(fixture);
        var file = (await mia.Accepted(AttachmentFiles.Png(), "chair.png")).GetProperty("attachmentId").GetGuid();
        var command = Guid.NewGuid();
        var first = await mia.PostAs(command, "", file);
        var again = await mia.PostAs(command, "", file);
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal("attachmentIsUsed", Reason(await mia.Post("again", file)));
        Assert.Equal("attachmentNotFound", Reason(await mia.Post("foreign", Guid.NewGuid())));
        Assert.Equal("textIsEmpty", Reason(await mia.Post("")));
        await using var other = await AttachmentVisitor.Come(fixture);
        Assert.Equal("attachmentNotFound", Reason(await other.Post("stolen", file)));
        var timeline = await (await fixture.Olivia.Get($"/api/conversations/{mia.Conversation}/timeline")).Content.ReadAsStringAsync();
        Assert.Contains("\"name\":\"chair.png\"", timeline, StringComparison.Ordinal);
        var head = await RestClient.Json(await fixture.Olivia.Get($"/api/conversations/{mia.Conversation}"));
        Assert.Equal("chair.png", head.GetProperty("preview").GetProperty("text").GetString());
    }

    [Fact, BadInput(75)]
    public async Task Eleven_files_are_too_many_for_one_message()
    {
        await using var mia = await AttachmentVisitor.Come(fixture);
        Assert.Equal("tooManyAttachments", Reason(await mia.Post("", [.. Enumerable.Range(0, 11).Select(_ => Guid.NewGuid())])));
        var twice = Guid.NewGuid();
        Assert.Equal("tooManyAttachments", Reason(await mia.Post("", twice, twice)));
    }

    [Fact, BadInput(76)]
    public async Task Is_read_by_those_who_may_read_the_conversation_and_looks_absent_to_all_others()
    {
        await using var mia = await AttachmentVisitor.Come(fixture);
        await using var other = await AttachmentVisitor.Come(fixture);
        var file = (await mia.Accepted(AttachmentFiles.Text("hello"), "a.txt")).GetProperty("attachmentId").GetGuid();
        // Not sent yet: the operators have nothing to do with it.
        await Refusals.Is(404, "not_found", await fixture.Olivia.Get($"/media/{file}/file"), reason: "attachmentNotFound");
        await mia.Post("see", file);
        var unknown = await (await other.Read(Guid.NewGuid())).Content.ReadAsStringAsync();
        Assert.Equal(unknown, await (await other.Read(file)).Content.ReadAsStringAsync());
        await Refusals.Is(404, "not_found", await mia.Read(file, "thumbnail"), reason: "attachmentNotFound");
        await Refusals.Is(404, "not_found", await mia.Read(file, "other"), reason: "attachmentNotFound");
        using var nobody = new RestClient(fixture.Product.Address);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.Get($"/media/{file}/file")).StatusCode);

        var read = await fixture.Olivia.Get($"/media/{file}/file");
        Assert.Equal("hello", await read.Content.ReadAsStringAsync());
        Assert.Equal("attachment", read.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("sandbox; default-src 'none'", Assert.Single(read.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(read.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(read.Headers.CacheControl?.Private);
    }

    [Fact]
    public async Task Sound_is_read_in_ranges_across_its_pieces()
    {
        await using var mia = await AttachmentVisitor.Come(fixture);
        var sound = new byte[600_000];
        new Random(7).NextBytes(sound);
        "ID3"u8.CopyTo(sound);
        var file = (await mia.Accepted(sound, "a.mp3")).GetProperty("attachmentId").GetGuid();
        var part = await mia.Read(file, "file", ("Range", "bytes=262100-524400"));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(sound[262_100..524_401], await part.Content.ReadAsByteArrayAsync());
        Assert.Null(part.Content.Headers.ContentDisposition);
        Assert.Equal(sound, await (await mia.Read(file)).Content.ReadAsByteArrayAsync());
    }

    private static string? Reason(JsonElement answer) =>
        answer.GetProperty("rejection") is { ValueKind: JsonValueKind.Object } rejection ? rejection.GetProperty("reason").GetString() : null;
}
