using System.Globalization;
using System.Net;
using System.Text;

namespace MessageCenter.Domain.Transcripts;

/// <summary>
/// A transcript as HTML for mail programs: tables and styles inside the tags, because many know nothing else; nothing is loaded
/// from elsewhere. Everything that somebody wrote goes through <see cref="Escape"/>, and is text wherever it stands.
/// </summary>
internal static class TranscriptHtml
{
    private const string Font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";

    private const string Bubble = "color:#1b1e25;border-radius:12px;padding:10px 14px;font-size:15px;line-height:1.5;"
        + "word-break:break-word;overflow-wrap:anywhere";

    private const string Button = "display:inline-block;font-size:15px;font-weight:600;text-decoration:none;padding:12px 22px;"
        + "border-radius:8px;";

    private const string Style = """
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        @media (prefers-color-scheme:dark){
        .page{background:#14161b!important}.card{background:#1e2128!important}
        .ink{color:#e9ebf0!important}.dim{color:#a4aab6!important}
        .theirs{background:#2b2f39!important}.ours{background:#2c3566!important}
        .rule{border-color:#343945!important}}
        @media (max-width:480px){.card{border-radius:0!important}.pad{padding-left:16px!important;padding-right:16px!important}}
        """;

    internal static string Of(Transcript transcript, TranscriptWords words)
    {
        var html = new StringBuilder();
        Begin(html, transcript, words);
        TranscriptLine? before = null;
        foreach (var line in transcript.Lines)
        {
            if (words.BeginsDay(before, line))
            {
                Aside(html, words.DayOf(line), "font-size:12px;font-weight:600;padding:14px 0 4px");
            }
            if (line.Kind == TranscriptLineKind.Message)
            {
                Message(html, line, words);
            }
            else
            {
                Aside(html, $"{words.EventOf(line)} · {words.TimeOf(line)}");
            }
            before = line;
        }
        End(html, transcript, words);
        return html.ToString();
    }

    private static void Begin(StringBuilder html, Transcript transcript, TranscriptWords words)
    {
        html.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="{words.Language}"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Escape(words.Subject)}</title>
            <style>{Style}</style></head>
            <body class="page" style="margin:0;padding:0;background:#f2f3f6">
            <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#f2f3f6"><tr>
            <td align="center" style="padding:24px 0">
            <table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0"
             style="max-width:600px;background:#ffffff;border-radius:12px;border-top:4px solid {Colour(transcript.Accent)}">
            <tr><td class="pad" style="padding:28px 32px 12px;{Font}">
            <div class="dim" style="font-size:14px;color:#626873">{Escape(transcript.AccountName)}</div>
            <h1 class="ink" style="margin:4px 0 8px;font-size:22px;line-height:1.3;color:#1b1e25">{Escape(words.Heading)}</h1>
            <p class="ink" style="margin:0;font-size:15px;line-height:1.5;color:#1b1e25">{Escape(words.Intro)}</p>
            </td></tr>

            """);
        if (transcript.IsShortened)
        {
            Aside(html, words.Shortened);
        }
    }

    private static void Message(StringBuilder html, TranscriptLine line, TranscriptWords words)
    {
        var (side, bubble, colour) = line.IsOfContact ? ("left", "theirs", "#eef0f4") : ("right", "ours", "#e4e8fc");
        Row(html, $"""
            <table role="presentation" align="{side}" cellpadding="0" cellspacing="0" style="max-width:84%;margin:6px 0"><tr><td style="{Font}">
            <div class="dim" style="font-size:12px;color:#626873;text-align:{side};padding:0 4px 3px">
            {Escape(words.NameOf(line))} · {words.TimeOf(line)}</div>
            <div class="{bubble} ink" dir="auto" style="background:{colour};{Bubble}">{Lines(line.Text)}</div>
            </td></tr></table>
            """);
    }

    private static void End(StringBuilder html, Transcript transcript, TranscriptWords words)
    {
        if (transcript is { IsForItsContact: true, Link: { } link })
        {
            var colours = $"background:{Colour(transcript.Accent)};color:{InkOn(transcript.Accent)};";
            Row(html, $"""
                <div style="text-align:center;padding:20px 0 4px">
                <a href="{Escape(link)}" style="{Font}{Button}{colours}">{Escape(words.GoOn)}</a></div>
                """);
        }
        html.Append(CultureInfo.InvariantCulture, $"""
            <tr><td class="pad" style="padding:20px 32px 28px">
            <div class="rule dim" style="{Font}border-top:1px solid #e3e5ea;padding-top:14px;font-size:12px;line-height:1.6;color:#626873">
            {Escape(words.Zone)}<br>{Escape(words.Automatic)}<br>{Escape(words.Number)}
            </div></td></tr></table></td></tr></table></body></html>

            """);
    }

    private static void Aside(StringBuilder html, string text, string style = "font-size:13px;padding:8px 0") =>
        Row(html, $"<div class=\"dim\" style=\"{Font}color:#626873;text-align:center;{style}\">{Escape(text)}</div>");

    private static void Row(StringBuilder html, string inside) =>
        html.Append("<tr><td class=\"pad\" style=\"padding:0 32px\">").Append(inside).Append("</td></tr>\n");

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static string Lines(string text) => Escape(text).Replace("\n", "<br>", StringComparison.Ordinal);

    // It goes into a style: six digits, or our own.
    private static string Colour(string accent) =>
        accent is ['#', .. { Length: 6 } digits] && digits.All(char.IsAsciiHexDigit) ? accent : "#3b4fd8";

    // Black or white, whichever stands out more (relative luminance of WCAG, where both contrast alike at 0.18).
    private static string InkOn(string accent)
    {
        var colour = Colour(accent);
        var light = (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
        return light > 0.18 ? "#000000" : "#ffffff";

        double Channel(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
    }
}
