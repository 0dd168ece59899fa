using System.Reflection;

namespace MessageCenter.ProtocolTypes;

/// <summary>
/// Writes what others must know of the wire from the C# that makes it: the clients' types and decoders, and
/// docs/protocol.md. Run it from the repository: `dotnet run --project tools/ProtocolTypes`.
/// </summary>
public static class Program
{
    /// <summary>Writes the files that changed, and says which.</summary>
    public static int Main(string[] arguments)
    {
        var root = RepositoryAbove(arguments is [var given] ? given : Directory.GetCurrentDirectory());
        foreach (var (path, content) in Generate(root))
        {
            var file = Path.Combine(root, path);
            if (!File.Exists(file) || File.ReadAllText(file) != content)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file) ?? root);
                File.WriteAllText(file, content);
                Console.WriteLine($"wrote {path}");
            }
        }
        return 0;
    }

    /// <summary>Each generated file by its path in the repository.</summary>
    public static IEnumerable<(string Path, string Content)> Generate(string root)
    {
        var docs = new SourceDocs(root);
        yield return ("src/WebFront/client/protocol/protocol.ts", new TypeScriptTypes(docs).Write());
        yield return ("src/WebFront/client/protocol/decoders.ts", TypeScriptDecoders.Write(Template("decoders.ts")));
        yield return (
            "src/WebFront/client/protocol/operatorDecoders.ts", TypeScriptDecoders.WriteForOperators(Template("operatorDecoders.ts")));
        var snapshots = Path.Combine(root, "tests/WebFront.Tests/Hubs/snapshots");
        yield return ("docs/protocol.md", new ProtocolPage(docs, snapshots).Write(Template("protocol.md")));
    }

    private static string RepositoryAbove(string folder) =>
        File.Exists(Path.Combine(folder, "MessageCenter.sln")) ? folder
        : Path.GetDirectoryName(folder) is { } above ? RepositoryAbove(above)
        : throw new InvalidOperationException("There is no MessageCenter.sln above here.");

    private static string Template(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no template {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
