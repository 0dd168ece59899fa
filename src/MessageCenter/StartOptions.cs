using System.Globalization;
using MessageCenter.Silo;

namespace MessageCenter.MessageCenter;

/// <summary>What the command line says. An option that is not known is refused: a typing mistake must not start something else.</summary>
internal sealed record StartOptions
{
    /// <summary>What --help prints.</summary>
    public const string Usage =
        """
        Message Center: a live-chat desk in one process.

          --urls URL                    where it listens (default http://127.0.0.1:5080)
          --demo-urls URL               where the demo shop listens on an origin of its own (default http://127.0.0.1:5081)
          --data DIR                    where it keeps everything (default ./data)
          --demo-password P             password of the demo's operators (default: random, printed once)
          --no-demo                     no demo account and shop: the dashboard begins with a first-run page
          --presence-grace-seconds N    how long somebody whose connection dropped still counts as there (default 30)
          --backup FILE                 copy the store into FILE, also while it runs, and end
          --restore FILE                put that copy in the store's place, and end
          --help                        this


        """;

    /// <summary>Where it listens.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary>Where the demo shop's own origin listens; null: chosen by <see cref="Urls"/>.</summary>
    public string? DemoUrls { get; init; }

    /// <summary>The data folder.</summary>
    public string Data { get; init; } = "data";

    /// <summary>Password of the demo's operators; null: random.</summary>
    public string? DemoPassword { get; init; }

    /// <summary>With the demo account and its shop.</summary>
    public bool HasDemo { get; init; } = true;

    /// <summary>How long somebody whose last connection dropped still counts as there.</summary>
    public TimeSpan PresenceGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Copy the store there and end.</summary>
    public string? Backup { get; init; }

    /// <summary>Put this copy in the store's place and end.</summary>
    public string? Restore { get; init; }

    /// <summary>Print the usage and end.</summary>
    public bool IsHelp { get; init; }

    /// <summary>Reads "--name value" and "--name=value".</summary>
    public static StartOptions Parse(IReadOnlyList<string> args)
    {
        var options = new StartOptions();
        for (var at = 0; at < args.Count; at++)
        {
            var (name, inlineValue) = Split(args[at]);
            options = name switch
            {
                "--help" or "-h" => options with { IsHelp = true },
                "--no-demo" => options with { HasDemo = false },
                "--urls" => options with { Urls = Address(name, Value()) },
                "--demo-urls" => options with { DemoUrls = Address(name, Value()) },
                "--data" => options with { Data = Value() },
                "--demo-password" => options with { DemoPassword = Value() },
                "--backup" => options with { Backup = Value() },
                "--restore" => options with { Restore = Value() },
                "--presence-grace-seconds" => options with { PresenceGrace = Seconds(name, Value()) },
                _ => throw new StartRefusedException($"The option {name} is not known; --help lists the options."),
            };

            string Value() =>
                inlineValue ?? (++at < args.Count ? args[at] : throw new StartRefusedException($"The option {name} needs a value."));
        }
        return options;
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var sign = argument.IndexOf('=', StringComparison.Ordinal);
        return argument.StartsWith("--", StringComparison.Ordinal) && sign > 0 ? (argument[..sign], argument[(sign + 1)..]) : (argument, null);
    }

    private static string Address(string name, string value) =>
        value.Split(';').All(one => Uri.TryCreate(Addressable(one), UriKind.Absolute, out var url)
            && url is { Scheme: "http" or "https", PathAndQuery: "/" })
            ? value
            : throw new StartRefusedException($"The option {name} needs an address such as http://127.0.0.1:5080.");

    // Kestrel's words for "all addresses", which are no host names.
    private static string Addressable(string url) =>
        url.Replace("//*", "//any", StringComparison.Ordinal).Replace("//+", "//any", StringComparison.Ordinal);

    private static TimeSpan Seconds(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 3_600
            ? TimeSpan.FromSeconds(seconds)
            : throw new StartRefusedException($"The option {name} needs a number of seconds from 1 to 3600.");
}
