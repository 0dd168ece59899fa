using System.Reflection;
using System.Text.RegularExpressions;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;

namespace MessageCenter.Tidy.Tests;

/// <summary>Documents that a test reads do not drift from the code.</summary>
public sealed partial class DocumentTests
{
    private const string Glossary = "docs/domain.md";
    private const string Protocol = "docs/protocol.md";

    /// <summary>The nouns of the product: each is explained once.</summary>
    private static readonly string[] Nouns =
    [
        "Account", "Operator", "OperatorGroup", "Widget", "Contact", "Conversation", "Timeline", "Entry", "seq", "Message",
        "Note", "Status", "Live", "Asynchronous", "Chat slot", "Topic", "Macro", "Mine", "Unassigned", "Rating", "Receipt",
        "Presence", "Grace time", "Availability", "Feed", "Beat", "Snapshot", "Command id", "Rejection",
    ];

    [Fact]
    public void Links_between_documents_lead_somewhere() => Findings.None(
        from file in Sources.WithEnding(".md")
        from Match link in Link().Matches(WithoutCode(file.Text))
        let target = link.Groups["target"].Value
        where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
        where !LeadsSomewhere(file, target)
        select $"{file}: {target}",
        "A dead link.");

    [Fact]
    public void Paths_in_documents_exist() => Findings.None(
        from file in Sources.WithEnding("ARCHITECTURE.md", "README.md", "CONTRIBUTING.md")
        from Match path in RepositoryPath().Matches(file.Text)
        let named = path.Groups["path"].Value.TrimEnd('/')
        where !File.Exists(Repository.PathOf(named)) && !Directory.Exists(Repository.PathOf(named))
        select $"{file}: {named}",
        "A path that does not exist.");

    [Fact]
    public void The_architecture_page_can_be_read_in_one_sitting() =>
        Assert.InRange(new SourceFile("ARCHITECTURE.md").Lines.Length, 50, 250);

    [Fact]
    public void A_document_has_one_title_and_starts_with_it() => Findings.None(
        from file in Sources.WithEnding(".md")
        let titles = WithoutCode(file.Text).Split('\n').Count(line => line.StartsWith("# ", StringComparison.Ordinal))
        where titles != 1 || !file.Lines[0].StartsWith("# ", StringComparison.Ordinal)
        select file.Path,
        "One # Title, on the first line.");

    [Fact]
    public void The_glossary_has_every_noun()
    {
        var glossary = new SourceFile(Glossary).Text;
        Findings.None(Nouns.Where(noun => !glossary.Contains($"**{noun}**", StringComparison.Ordinal)), "Not in the glossary.");
    }

    [Fact]
    public void The_glossary_has_every_command_and_event()
    {
        var glossary = new SourceFile(Glossary).Text;
        var cases = typeof(ConversationCommand).Assembly.GetTypes()
            .Where(type => type is { IsNestedPublic: true, IsSealed: true, DeclaringType.IsAbstract: true }
                && type.BaseType == type.DeclaringType
                && (type.DeclaringType!.Name.EndsWith("Command", StringComparison.Ordinal)
                    || type.DeclaringType.Name.EndsWith("Event", StringComparison.Ordinal)))
            .Select(type => type.Name).ToArray();
        Assert.NotEmpty(cases);
        Findings.None(cases.Where(name => !glossary.Contains($"`{name}`", StringComparison.Ordinal)), "Not in the glossary.");
    }

    [Fact]
    public void Every_rejection_has_an_anchor_in_the_protocol()
    {
        if (!Sources.Paths.Contains(Protocol))
        {
            return;
        }
        var anchors = AnchorsOf(new SourceFile(Protocol).Text);
        var reasons = typeof(Rejection).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(Rejection))
            .Select(property => ((Rejection)property.GetValue(null)!).Reason)
            .Append(Rejection.ConversationIsTaken("").Reason);
        Findings.None(reasons.Where(reason => !anchors.Contains(Anchor(reason))), "No anchor in docs/protocol.md.");
    }

    private static bool LeadsSomewhere(SourceFile file, string target)
    {
        var (path, anchor) = target.Split('#', 2) is [var before, var after] ? (before, after) : (target, null);
        var full = path.Length == 0
            ? Repository.PathOf(file.Path)
            : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.PathOf(file.Path)) ?? "", Uri.UnescapeDataString(path)));
        return (File.Exists(full) || Directory.Exists(full))
            && (anchor is null || !full.EndsWith(".md", StringComparison.Ordinal) || AnchorsOf(File.ReadAllText(full)).Contains(anchor));
    }

    private static HashSet<string> AnchorsOf(string markdown) =>
    [
        .. Heading().Matches(markdown).Select(match => Anchor(match.Groups["title"].Value)),
        .. ExplicitAnchor().Matches(markdown).Select(match => match.Groups["anchor"].Value),
    ];

    private static string Anchor(string heading) =>
        new([.. heading.Trim().ToLowerInvariant().Replace(' ', '-').Where(unit => char.IsLetterOrDigit(unit) || unit is '-' or '_')]);

    private static string WithoutCode(string markdown) => Code().Replace(markdown, "");

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?<path>(?:src|tests|docs|bench|\.ci)/[\w./-]+)`")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex("^#+ (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("<a (?:id|name)=\"(?<anchor>[^\"]+)\"")]
    private static partial Regex ExplicitAnchor();

    [GeneratedRegex("^```.*?^```|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
