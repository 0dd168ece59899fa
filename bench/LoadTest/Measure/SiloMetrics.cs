using System.Globalization;

namespace MessageCenter.LoadTest.Measure;

/// <summary>What the runtime counts, read from a silo's /metrics.</summary>
internal static class SiloMetrics
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Grains that are awake on this silo.</summary>
    public static async Task<double> Grains(Uri silo, CancellationToken cancel) =>
        Sum(await Read(silo, cancel), "orleans_catalog_activations", _ => true);

    /// <summary>Requests and one-way calls that this silo has sent to other silos; their answers are not counted again.</summary>
    public static async Task<double> CallsToOtherSilos(Uri silo, CancellationToken cancel) => Sum(
        await Read(silo, cancel),
        "orleans_messaging_sent_messages_size_bytes_count",
        line => line.Contains("ConnectionDirection=\"SiloToSilo\"", StringComparison.Ordinal)
            && !line.Contains("MessageDirection=\"Response\"", StringComparison.Ordinal));

    /// <summary>The values of all lines of one name that are meant.</summary>
    public static double Sum(string metrics, string name, Func<string, bool> isMeant) => metrics.Split('\n')
        .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.AsSpan(name.Length).IndexOfAny('{', ' ') == 0 && isMeant(line))
        .Sum(Value);

    private static Task<string> Read(Uri silo, CancellationToken cancel) => Http.GetStringAsync(new Uri(silo, "/metrics"), cancel);

    /// <summary>The first word after the labels; a time may follow.</summary>
    private static double Value(string line)
    {
        var rest = line[(line.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var word = line.Contains('}', StringComparison.Ordinal) ? rest[0] : rest[1];
        return double.Parse(word, CultureInfo.InvariantCulture);
    }
}
