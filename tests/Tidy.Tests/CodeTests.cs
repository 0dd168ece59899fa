using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MessageCenter.Tidy.Tests;

/// <summary>How the code is written: what no compiler checks for us.</summary>
public sealed partial class CodeTests
{
    private const int LinesMax = 400;
    private const int ColumnsMax = 160;

    /// <summary>Warnings that are switched off in the code, each with its reason. The number may only fall.</summary>
    private const int SuppressionsMax = 6;

    /// <summary>Files that are longer, and why a reader is still better served by one file.</summary>
    private static readonly Dictionary<string, string> LongFiles = new(StringComparer.Ordinal);

    [Fact]
    public void A_file_is_short_enough_to_be_read_at_once() => Findings.None(
        Sources.CSharp.Where(file => file.Lines.Length > LinesMax && !LongFiles.ContainsKey(file.Path))
            .Select(file => $"{file}: {file.Lines.Length} lines"),
        $"A C# file has at most {LinesMax} lines.");

    [Fact]
    public void A_long_file_is_excused_only_while_it_is_long() => Findings.None(
        LongFiles.Keys.Where(path => !Sources.Paths.Contains(path) || new SourceFile(path).Lines.Length <= LinesMax),
        "These files need no excuse any more.");

    [Fact]
    public void A_line_fits_a_screen() => Findings.None(
        from file in Sources.CSharp
        from line in file.Lines.Select((text, number) => (text, number))
        where line.text.Length > ColumnsMax
        select $"{file}:{line.number + 1}: {line.text.Length} columns",
        $"A line of C# has at most {ColumnsMax} columns.");

    [Fact]
    public void Nothing_is_declared_to_be_not_null_by_force() => Findings.None(
        from file in Sources.CSharp
        where file.IsIn("src") || file.IsIn("bench")
        from node in file.Syntax().DescendantNodes()
        where node.IsKind(SyntaxKind.SuppressNullableWarningExpression)
        select At(file, node),
        "The operator ! is for tests only.");

    [Fact]
    public void Folders_and_projects_carry_words_of_the_domain() => Findings.None(
        Sources.Paths.SelectMany(path => path.Split('/').SkipLast(1), (path, folder) => (path, folder))
            .Where(one => BannedFolder().IsMatch(one.folder)).Select(one => one.path),
        "Common, Utils, Helpers, Shared, Core, Services and Managers say nothing.");

    [Fact]
    public void Warnings_are_switched_off_with_a_reason_and_never_more_than_before()
    {
        var pragmas =
            from file in Sources.CSharp
            from trivia in file.Syntax().DescendantTrivia()
            where trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia)
                && trivia.ToString().Contains("disable", StringComparison.Ordinal)
            select $"{file}: {trivia}";
        var attributes = (
            from file in Sources.CSharp
            from attribute in file.Syntax().DescendantNodes().OfType<AttributeSyntax>()
            where attribute.Name.ToString().Contains("SuppressMessage", StringComparison.Ordinal)
            select (Where: At(file, attribute), Text: attribute.ToString())).ToArray();
        Findings.None(
            attributes.Where(one => !one.Text.Contains("Justification", StringComparison.Ordinal)).Select(one => one.Where),
            "SuppressMessage needs a Justification.");
        var all = pragmas.Concat(attributes.Select(one => one.Where)).ToArray();
        Assert.True(all.Length <= SuppressionsMax, $"More than {SuppressionsMax} warnings are switched off:\n{string.Join('\n', all)}");
    }

    [Fact]
    public void Work_left_to_do_is_an_issue() => Findings.None(
        from file in Sources.WithEnding(".cs", ".ts", ".tsx", ".css", ".html", ".sql", ".csproj", ".targets", ".md")
        where !file.IsIn("tests/Tidy.Tests")
        from line in file.Lines.Select((text, number) => (text, number))
        where Undone().IsMatch(line.text)
        select $"{file}:{line.number + 1}: {line.text.Trim()}",
        "Name the issue: #123.");

    [Fact]
    public void No_file_knows_the_machine_it_was_written_on() => Findings.None(
        from file in Sources.WithEnding(
            ".cs", ".ts", ".tsx", ".js", ".mjs", ".css", ".html", ".sql", ".json", ".csproj", ".props", ".targets", ".sln", ".md", "run")
        where !file.IsIn("tests/Tidy.Tests")
        from line in file.Lines.Select((text, number) => (text, number))
        where MachinePath().IsMatch(line.text)
        select $"{file}:{line.number + 1}: {line.text.Trim()}",
        "A path of somebody's machine.");

    [Fact]
    public void Public_words_of_Domain_and_the_grains_contract_are_explained() => Findings.None(
        from file in Sources.CSharp
        where file.IsIn("src/Domain") || file.IsIn("src/Grains.Interfaces")
        from member in file.Syntax().DescendantNodes().OfType<MemberDeclarationSyntax>()
        where IsPublic(member) && !member.HasStructuredTrivia
        select At(file, member),
        "A public type or member of Domain and Grains.Interfaces has a doc comment.");

    private static bool IsPublic(MemberDeclarationSyntax member) =>
        member is not (BaseNamespaceDeclarationSyntax or EnumMemberDeclarationSyntax)
        && (member.Modifiers.Any(SyntaxKind.PublicKeyword) || member.Parent is InterfaceDeclarationSyntax)
        && member.Ancestors().OfType<TypeDeclarationSyntax>()
            .All(type => type.Modifiers.Any(SyntaxKind.PublicKeyword));

    private static string At(SourceFile file, SyntaxNode node) =>
        $"{file}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {node.ToString().Split('\n')[0].Trim()}";

    [GeneratedRegex("^(?:Common|Utils?|Utilities|Helpers?|Shared|Core|Services|Managers?)$", RegexOptions.IgnoreCase)]
    private static partial Regex BannedFolder();

    [GeneratedRegex(@"\b(?:TODO|FIXME|HACK|XXX)\b(?!.*#\d)")]
    private static partial Regex Undone();

    [GeneratedRegex(@"(?<![\w.])/(?:work|root|home|Users)/\w|[A-Z]:\\(?:Users|src|dev)\\")]
    private static partial Regex MachinePath();
}
