using System.Text.Json;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest;

/// <summary>`start`: from the start of the process to the first page served, on a fresh store and on one that is there.</summary>
internal static class StartRun
{
    private const string FirstPage = "/";

    public static async Task<int> Run(Arguments arguments, TextWriter output, CancellationToken cancel)
    {
        var runs = arguments.Number("runs", 5, 1, 100);
        var product = ProductFile.Find(arguments.Text("product"));
        arguments.RefuseUnknown();

        var cold = new List<double>();
        var warm = new List<double>();
        for (var run = 1; run <= runs; run++)
        {
            using var workplace = new Workplace(null);
            cold.Add(await StartOnce(product, workplace.Data, cancel));
            warm.Add(await StartOnce(product, workplace.Data, cancel));
            await output.WriteLineAsync($"run {run}: cold store {cold[^1]:0} ms, warm store {warm[^1]:0} ms");
        }
        var figures = new { coldStoreMs = Median(cold), warmStoreMs = Median(warm), warmStoreMaxMs = Math.Round(warm.Max()), runs };
        await output.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        return 0;
    }

    private static async Task<double> StartOnce(string product, string data, CancellationToken cancel)
    {
        await using var server = await ProductServer.Start(product, data, FirstPage, cancel);
        return server.StartedIn.TotalMilliseconds;
    }

    private static double Median(List<double> values) => Math.Round(values.Order().ElementAt(values.Count / 2));
}
