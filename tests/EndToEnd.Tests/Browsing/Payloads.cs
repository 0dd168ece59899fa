namespace MessageCenter.EndToEnd.Tests.Browsing;

/// <summary>What people type who mean harm. Each would leave a trace if it were ever more than text.</summary>
internal static class Payloads
{
    /// <summary>On one line and short enough for a name.</summary>
    public static IReadOnlyList<string> Lines { get; } =
    [
        "<script>window.__xss='script'</script>",
        "<img src=x onerror=\"window.__xss='img'\">",
        "<svg/onload=window.__xss='svg'>",
        "\"><script>window.__xss='quote'</script>",
        "' onmouseover='window.__xss=1' x='",
        "</title></textarea></style><svg onload=window.__xss='closing'>",
        "<iframe srcdoc=\"<script>parent.__xss='srcdoc'</script>\">",
        "javascript:window.__xss='link'",
        "[a link](javascript:window.__xss='markdown')",
        "![x](x\" onerror=\"window.__xss='image')",
        "**bold** _italic_ `code` ~~gone~~ # title",
        "{{constructor.constructor('window.__xss=1')()}}",
        "${window.__xss='template'} #{7*7} <%= 7*7 %>",
        "$t(message.note) {{name}} %s %d {0}",
        "&lt;b&gt;entities&lt;/b&gt; &amp;amp; &#x3c;script&#x3e;",
        "<a href=\"javascript:window.__xss='anchor'\">click</a>",
        "<base href=\"https://evil.example/\"><form action=\"//evil.example\">",
        "<meta http-equiv=refresh content=\"0;url=https://evil.example/\">",
        "<style>*{display:none!important}</style>",
        "<math><mi//xlink:href=\"data:x,<script>window.__xss=1</script>\">",
        "__proto__ constructor toString hasOwnProperty",
        "zero\u200bwid\ufeffth\u2060joined",
        "مرحبا (abc) שלום 123",
        "Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030b\u030c\u030d\u030e\u030f",
        "👩‍👩‍👧‍👦🏳️‍🌈",
    ];

    /// <summary>Longer, or of several lines.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        .. Lines,
        "https://evil.example/\"onmouseover=\"window.__xss='url'",
        "data:text/html,<script>window.__xss='data'</script> vbscript:msgbox(1) file:///etc/passwd",
        "<script>\nwindow.__xss='lines'\n</script>",
        "<!--\n-->\n]]>\n\\u003cscript\\u003e",
        new string('W', 1_500),
        string.Concat(Enumerable.Repeat("e\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030b\u030c\u030d\u030e\u030f\u0310", 100)),
    ];

    /// <summary>Typed with what turns the direction of what follows, which is not kept.</summary>
    public const string Turned = "invoice\u202efdp.exe";

    /// <summary>What is left of it.</summary>
    public const string Straight = "invoicefdp.exe";
}
