using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MessageCenter.Storage.Sql;

/// <summary>
/// The numbered scripts of one kind of store, from the folder Schema beside its code. A script never changes once
/// released: changes are new scripts, and they only add.
/// </summary>
internal sealed class SchemaScripts
{
    private readonly string resourcePrefix;

    internal SchemaScripts(string store)
    {
        resourcePrefix = $"MessageCenter.Storage.Sql.{store}.Schema.";
        All =
        [
            .. typeof(SchemaScripts).Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(resourcePrefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(Read),
        ];
    }

    /// <summary>All that this program knows, ascending.</summary>
    internal ImmutableArray<SchemaScript> All { get; }

    /// <summary>The version that all of them together make.</summary>
    internal long Known => All[^1].Version;

    /// <summary>Throws when a store was written by a newer program, or with other scripts than these.</summary>
    internal void Check(IEnumerable<(long Version, string Checksum)> applied, string store)
    {
        foreach (var (version, checksum) in applied.OrderByDescending(script => script.Version))
        {
            if (version > Known)
            {
                throw new SchemaIsNewerException(store, version, Known);
            }
            if (All.FirstOrDefault(script => script.Version == version) is not { } known || known.Checksum != checksum)
            {
                throw new SchemaIsChangedException(store, version.ToString("0000", CultureInfo.InvariantCulture));
            }
        }
    }

    private SchemaScript Read(string resource)
    {
        using var stream = typeof(SchemaScripts).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The schema script {resource} is missing.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var name = resource[resourcePrefix.Length..^".sql".Length];
        return new(long.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name[5..], reader.ReadToEnd());
    }
}

/// <summary>One script; its checksum is the same whatever line ends a checkout gave it.</summary>
internal sealed record SchemaScript(long Version, string Name, string Text)
{
    internal string Checksum { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));
}
