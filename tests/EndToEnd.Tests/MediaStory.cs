using System.IO.Compression;
using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>Both sides send files: chosen, several at once, refused and taken back, and look at what came.</summary>
[Trait("Story", "media")]
public sealed class MediaStory(Chromium chromium) : Story(chromium)
{
    [Fact]
    public async Task Both_sides_send_files_and_look_at_them()
    {
        var olivia = await OperatorAt(Demo.Olivia);
        await olivia.GoOnline();
        var mia = await VisitorInShop();
        await mia.OpenWidget();
        await mia.Start("My chair is broken");
        await olivia.Open(Desk.Row(olivia.Mine, "My chair is broken"));

        await mia.Widget.Locator("input[type=file]").SetInputFilesAsync(new FilePayload[]
        {
            new() { Name = "chair.png", MimeType = "image/png", Buffer = Picture(640, 480) },
            new() { Name = "receipt.txt", MimeType = "text/plain", Buffer = "42 euros"u8.ToArray() },
            new() { Name = "page.html", MimeType = "text/html", Buffer = "<html></html>"u8.ToArray() },
        });
        var tray = mia.Widget.GetByRole(AriaRole.List, new() { Name = "Files of this message" });
        await Expect(tray.GetByText("This kind of file cannot be sent.")).ToBeVisibleAsync();
        await mia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "media-tray-widget.png") });
        await tray.GetByRole(AriaRole.Button, new() { Name = "Remove page.html" }).ClickAsync();
        await mia.Composer.FillAsync("See here");
        await mia.Composer.PressAsync("Enter");
        await Expect(tray).ToHaveCountAsync(0);

        await olivia.Shows("See here");
        var picture = olivia.Timeline.GetByRole(AriaRole.Button, new() { Name = "Look at chair.png" });
        await Expect(picture).ToBeVisibleAsync();
        await Expect(olivia.Timeline.GetByRole(AriaRole.Link, new() { Name = "Download receipt.txt, 8 bytes" })).ToBeVisibleAsync();
        await picture.FocusAsync();
        await olivia.Page.Keyboard.PressAsync("Enter");
        var large = olivia.Page.GetByRole(AriaRole.Dialog);
        await Expect(large.GetByRole(AriaRole.Img, new() { Name = "chair.png" })).ToHaveJSPropertyAsync("naturalWidth", 640);
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "media-lightbox-desk.png") });
        await olivia.Page.Keyboard.PressAsync("Escape");
        await Expect(large).ToBeHiddenAsync();

        await olivia.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload[]
        {
            new() { Name = "part-1.png", MimeType = "image/png", Buffer = Picture(300, 200) },
            new() { Name = "part-2.png", MimeType = "image/png", Buffer = Picture(200, 300) },
        });
        await Expect(olivia.Foot.GetByRole(AriaRole.Button, new() { Name = "Remove part-2.png" })).ToBeVisibleAsync();
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "media-tray-desk.png") });
        await olivia.Foot.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await mia.Widget.GetByRole(AriaRole.Button, new() { Name = "Look at part-1.png" }).ClickAsync();
        await Expect(mia.Widget.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Img)).ToHaveJSPropertyAsync("naturalWidth", 300);
        await mia.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(mia.Widget.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Img)).ToHaveJSPropertyAsync("naturalWidth", 200);
        await mia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "media-lightbox-widget.png") });
        await mia.Page.Keyboard.PressAsync("Escape");
        await mia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "media-widget.png") });
        await olivia.Page.SetViewportSizeAsync(390, 844);
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "media-phone-desk.png") });
    }

    [Fact]
    public async Task An_upload_survives_a_broken_connection_and_can_be_taken_back()
    {
        var olivia = await OperatorAt(Demo.Olivia);
        await olivia.GoOnline();
        var mia = await VisitorInShop();
        await mia.OpenWidget();
        await mia.Start("Do you have a manual?");
        await olivia.Open(Desk.Row(olivia.Mine, "Do you have a manual?"));
        await Expect(olivia.Composer).ToBeVisibleAsync();
        await olivia.Page.RouteAsync("**/attachments", route => route.AbortAsync());
        await olivia.Page.Locator("input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "manual.txt", MimeType = "text/plain", Buffer = "Turn it."u8.ToArray() });
        var again = olivia.Foot.GetByRole(AriaRole.Button, new() { Name = "Try again" });
        await Expect(again).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await olivia.Page.UnrouteAsync("**/attachments");
        await again.ClickAsync();
        var remove = olivia.Foot.GetByRole(AriaRole.Button, new() { Name = "Remove manual.txt" });
        await Expect(olivia.Foot.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true })).ToBeEnabledAsync();
        await remove.ClickAsync();
        await Expect(remove).ToHaveCountAsync(0);
        await Expect(olivia.Foot.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true })).ToBeDisabledAsync();
    }

    /// <summary>A grey picture, made by hand: a PNG is a header, one packed piece and an end.</summary>
    private static byte[] Picture(int width, int height)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var row = 0; row < height; row++)
            {
                zip.WriteByte(0);
                zip.Write([.. Enumerable.Repeat((byte)(row * 255 / height), width)]);
            }
        }
        byte[] header = [.. Number(width), .. Number(height), 8, 0, 0, 0, 0];
        return [0x89, .. "PNG\r\n\x1A\n"u8, .. Piece("IHDR"u8, header), .. Piece("IDAT"u8, packed.ToArray()), .. Piece("IEND"u8, [])];
    }

    private static byte[] Piece(ReadOnlySpan<byte> name, byte[] content)
    {
        byte[] named = [.. name, .. content];
        return [.. Number(content.Length), .. named, .. Number((int)Crc(named))];
    }

    private static byte[] Number(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }
        return ~crc;
    }
}
