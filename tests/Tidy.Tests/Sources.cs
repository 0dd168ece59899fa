using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MessageCenter.Tidy.Tests;

/// <summary>One file of the repository, by its path from the root.</summary>
internal sealed record SourceFile(string Path)
{
    public string Text { get; } = File.ReadAllText(Repository.PathOf(Path));

    public string[] Lines => Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    public bool IsIn(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    public SyntaxNode Syntax() =>
        CSharpSyntaxTree.ParseText(Text, new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.Parse)).GetRoot();

    public override string ToString() => Path;
}

/// <summary>What people wrote: the files of the repository without what tools make of them.</summary>
internal static class Sources
{
    private static readonly HashSet<string> Made =
        ["bin", "obj", "node_modules", ".git", "artifacts", "data", "TestResults", "dist", ".vs", ".idea", ".vite"];

    private static readonly string[] MadeFolders = ["src/WebFront/wwwroot/app", "src/WebFront/wwwroot/widget"];

    /// <summary>All paths, in order.</summary>
    public static IReadOnlyList<string> Paths { get; } =
        [.. Walk("").Order(StringComparer.Ordinal)];

    /// <summary>All files with one of these endings.</summary>
    public static IEnumerable<SourceFile> WithEnding(params string[] endings) =>
        Paths.Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal))).Select(path => new SourceFile(path));

    /// <summary>All C# files.</summary>
    public static IReadOnlyList<SourceFile> CSharp { get; } = [.. WithEnding(".cs")];

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf(folder)))
        {
            yield return Join(folder, Path.GetFileName(file));
        }
        foreach (var inner in Directory.EnumerateDirectories(Repository.PathOf(folder)))
        {
            var path = Join(folder, Path.GetFileName(inner));
            if (Made.Contains(Path.GetFileName(inner)) || MadeFolders.Contains(path))
            {
                continue;
            }
            foreach (var file in Walk(path))
            {
                yield return file;
            }
        }
    }

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}

/// <summary>Fails with one line per finding.</summary>
internal static class Findings
{
    public static void None(IEnumerable<string> findings, string rule)
    {
        var found = findings.ToArray();
        if (found.Length > 0)
        {
            Assert.Fail($"{rule}\n{string.Join('\n', found)}");
        }
    }
}
