using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace MessageCenter.ProtocolTypes;

/// <summary>
/// The doc comments of the wire's types, read from the C# sources, so that a sentence is written once. Keys are full
/// names; members follow after a dot.
/// </summary>
internal sealed partial class SourceDocs
{
    private static readonly string[] Folders =
        ["src/Domain", "src/Grains.Interfaces", "src/WebFront/Hubs", "src/WebFront/Endpoints", "src/WebFront/Errors"];

    private readonly Dictionary<string, string> docs = [];

    public SourceDocs(string root)
    {
        foreach (var folder in Folders.Select(folder => Path.Combine(root, folder)).Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                Read(File.ReadAllLines(file));
            }
        }
    }

    public string? Of(Type type) => docs.GetValueOrDefault(type.FullName ?? "");

    /// <summary>Of a record's parameter, an enum's word, or a property.</summary>
    public string? Of(Type type, string member) => docs.GetValueOrDefault($"{type.FullName}.{member}");

    private void Read(string[] lines)
    {
        var space = "";
        var outer = "";
        var comment = new StringBuilder();
        foreach (var line in lines)
        {
            var text = line.TrimStart();
            if (text.StartsWith("///", StringComparison.Ordinal))
            {
                comment.Append(' ').Append(text.AsSpan(3).Trim());
            }
            else if (NamespaceLine().Match(line) is { Success: true } named)
            {
                space = named.Groups["name"].Value;
            }
            else if (TypeLine().Match(line) is { Success: true } type)
            {
                var isNested = line.StartsWith("    ", StringComparison.Ordinal);
                var name = type.Groups["name"].Value;
                outer = isNested ? outer : name;
                Keep(isNested ? $"{space}.{outer}+{name}" : $"{space}.{name}", comment);
            }
            else if (MemberLine().Match(line) is { Success: true } member)
            {
                Keep($"{space}.{outer}.{member.Groups["name"].Value}", comment);
            }
            else if (!text.StartsWith('['))
            {
                comment.Clear();
            }
        }
    }

    private void Keep(string key, StringBuilder comment)
    {
        var text = comment.ToString();
        comment.Clear();
        if (SummaryTag().Match(text) is { Success: true } summary)
        {
            docs[key] = Plain(summary.Groups["text"].Value);
        }
        foreach (Match parameter in ParameterTag().Matches(text))
        {
            docs[$"{key}.{parameter.Groups["name"].Value}"] = Plain(parameter.Groups["text"].Value);
        }
    }

    private static string Plain(string xml)
    {
        var names = ReferenceTag().Replace(
            xml,
            tag => tag.Groups["tag"].Value == "paramref"
                ? "`" + Words.Camel(tag.Groups["name"].Value) + "`"
                : tag.Groups["name"].Value[(tag.Groups["name"].Value.LastIndexOf('.') + 1)..]);
        return WebUtility.HtmlDecode(Spaces().Replace(names, " ")).Trim();
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(
        @"^( {4})?(public |internal |private |sealed |abstract |static |readonly )*"
        + @"(record struct|record|enum|class|interface) (?<name>\w+)",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^ {4}((?<name>\w+),$|(public |static |async )+[\w<>?.]+ (?<name>\w+)[ (])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MemberLine();

    [GeneratedRegex("<summary>(?<text>.*?)</summary>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SummaryTag();

    [GeneratedRegex("""<param name="(?<name>\w+)">(?<text>.*?)</param>""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ParameterTag();

    [GeneratedRegex("""<(?<tag>paramref|see) (name|cref)="(?<name>[^"]+)" ?/>""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReferenceTag();

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spaces();
}
