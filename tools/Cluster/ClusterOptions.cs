using System.Globalization;
using MessageCenter.Silo;

namespace MessageCenter.Cluster;

/// <summary>What the command line says. An option that is not known is refused: a typing mistake must not start something else.</summary>
internal sealed record ClusterOptions
{
    /// <summary>What --help prints.</summary>
    public const string Usage =
        """
        Message Center as a cluster of processes on this machine, for development: store, silos, web fronts, and one
        address that hands them out in turn.

          --silos N              silos (default 3)
          --fronts N             web fronts (default 2)
          --store KIND           postgres or azurite (default postgres)
          --clustering KIND      where the silos find each other: postgres or azurite (default: where the store is)
          --postgres CONNECTION  a PostgreSQL that is there already (default: one of its own, in the data folder)
          --urls URL             the address to open (default http://127.0.0.1:5080)
          --demo-urls URL        where the demo shop listens on an origin of its own (default http://127.0.0.1:5081)
          --demo-password P      password of the demo's operators (default: random, printed once)
          --data DIR             store and logs, kept at the end (default: a temporary folder, deleted at the end)
          --help                 this


        """;

    private const int ProcessesMax = 16;
    private const string OnPostgres = "postgres";
    private const string OnAzure = "azure";

    private readonly string? clustering;

    /// <summary>How many silos.</summary>
    public int Silos { get; init; } = 3;

    /// <summary>How many web fronts.</summary>
    public int Fronts { get; init; } = 2;

    /// <summary>Where everything is kept, as the product's setting says it.</summary>
    public string Store { get; init; } = OnPostgres;

    /// <summary>Where the silos find each other, as the product's setting says it.</summary>
    public string Clustering
    {
        get => clustering ?? Store;
        init => clustering = value;
    }

    /// <summary>Something lies in PostgreSQL.</summary>
    public bool NeedsPostgres => Store == OnPostgres || Clustering == OnPostgres;

    /// <summary>Something lies in Azurite.</summary>
    public bool NeedsAzurite => Store == OnAzure || Clustering == OnAzure;

    /// <summary>A PostgreSQL that runs already; null: one is started.</summary>
    public string? Postgres { get; init; }

    /// <summary>The entry address.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary>The demo shop's own origin.</summary>
    public string DemoUrls { get; init; } = "http://127.0.0.1:5081";

    /// <summary>Password of the demo's operators; null: random.</summary>
    public string? DemoPassword { get; init; }

    /// <summary>Where everything is kept; null: in a folder that goes at the end.</summary>
    public string? Data { get; init; }

    /// <summary>Print the usage and end.</summary>
    public bool IsHelp { get; init; }

    /// <summary>Reads "--name value" and "--name=value".</summary>
    public static ClusterOptions Parse(IReadOnlyList<string> args)
    {
        var options = new ClusterOptions();
        for (var at = 0; at < args.Count; at++)
        {
            var sign = args[at].IndexOf('=', StringComparison.Ordinal);
            var (name, inlineValue) = sign > 0 ? (args[at][..sign], args[at][(sign + 1)..]) : (args[at], null);
            options = name switch
            {
                "--help" or "-h" => options with { IsHelp = true },
                "--silos" => options with { Silos = Count(name, Value()) },
                "--fronts" => options with { Fronts = Count(name, Value()) },
                "--store" => options with { Store = Place(name, Value()) },
                "--clustering" => options with { Clustering = Place(name, Value()) },
                "--postgres" => options with { Postgres = Value() },
                "--urls" => options with { Urls = Address(name, Value()) },
                "--demo-urls" => options with { DemoUrls = Address(name, Value()) },
                "--demo-password" => options with { DemoPassword = Value() },
                "--data" => options with { Data = Value() },
                _ => throw new StartRefusedException($"The option {name} is not known; --help lists the options."),
            };

            string Value() =>
                inlineValue ?? (++at < args.Count ? args[at] : throw new StartRefusedException($"The option {name} needs a value."));
        }
        return options.Postgres is null || options.NeedsPostgres
            ? options
            : throw new StartRefusedException("The option --postgres names a database in which nothing would lie.");
    }

    private static int Count(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= ProcessesMax
            ? count
            : throw new StartRefusedException($"The option {name} needs a number from 1 to {ProcessesMax}.");

    private static string Place(string name, string value) => value switch
    {
        "postgres" => OnPostgres,
        "azurite" => OnAzure,
        _ => throw new StartRefusedException($"The option {name} needs postgres or azurite."),
    };

    private static string Address(string name, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url is { Scheme: "http", PathAndQuery: "/" }
            ? value
            : throw new StartRefusedException($"The option {name} needs an address such as http://127.0.0.1:5080.");
}
