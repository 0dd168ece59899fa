// Appends messages to a fresh SQLite store, or to a PostgreSQL database, and tells what one costs:
//   dotnet run -c Release --project bench/StoreBench -- --appenders 256 --conversations 500 --seconds 5
//   dotnet run -c Release --project bench/StoreBench -- --postgres "Host=127.0.0.1;Database=bench;Username=bench"
// --rate R paces all appenders together; --words off writes texts without anything to search.
// Each appender takes turns over its own conversations, as their grains would: one append at a time per conversation.
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage;
using MessageCenter.StoreBench;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var appenders = Number("--appenders", 256);
var conversations = Math.Max(appenders, Number("--conversations", 500));
var seconds = Number("--seconds", 5);
var rate = Number("--rate", 0);
var folder = Directory.CreateTempSubdirectory("message-center-bench-");
var builder = Host.CreateEmptyApplicationBuilder(null);
if (Array.IndexOf(args, "--postgres") is >= 0 and var given)
{
    builder.Services.AddPostgresStore(options => options.ConnectionString = args[given + 1]);
}
else
{
    builder.Services.AddSqliteStore(options => options.Path = Path.Combine(folder.FullName, "store.db"));
}
using var host = builder.Build();
await host.StartAsync();
var store = host.Services.GetRequiredService<IConversationStore>();

var (commits, operations) = (0L, 0L);
using var listener = new MeterListener();
listener.InstrumentPublished = (instrument, listening) =>
{
    if (instrument.Name == "messagecenter.store.commit.batch_size")
    {
        listening.EnableMeasurementEvents(instrument);
    }
};
listener.SetMeasurementEventCallback<int>((_, size, _, _) =>
{
    Interlocked.Increment(ref commits);
    Interlocked.Add(ref operations, size);
});
listener.Start();

// Texts without words have no search rows: the difference is what search costs.
var texts = new Texts(seed: 1, hasWords: Array.IndexOf(args, "off") < 0);
var talks = Enumerable.Range(0, conversations).Select(_ => new BenchConversation(texts)).ToArray();
await Task.WhenAll(talks.Select(talk => talk.Start(store)));
await Run(TimeSpan.FromSeconds(1), []);

(commits, operations) = (0, 0);
var latencies = Enumerable.Range(0, appenders).Select(_ => new List<double>()).ToArray();
using var process = Process.GetCurrentProcess();
var cpuBefore = process.TotalProcessorTime;
var clock = Stopwatch.StartNew();
await Run(TimeSpan.FromSeconds(seconds), latencies);
var elapsed = clock.Elapsed;
process.Refresh();
var cpu = process.TotalProcessorTime - cpuBefore;
var sorted = latencies.SelectMany(each => each).Order().ToArray();
await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new
{
    appenders,
    conversations,
    appendsPerSecond = Math.Round(sorted.Length / elapsed.TotalSeconds),
    p50Ms = Math.Round(At(0.5), 1),
    p99Ms = Math.Round(At(0.99), 1),
    cpuMicrosecondsPerAppend = Math.Round(cpu.TotalMicroseconds / sorted.Length, 1),
    appendsPerCommit = Math.Round((double)operations / commits, 1),
    logMiB = new FileInfo(Path.Combine(folder.FullName, "store.db-wal")).Length / 1024 / 1024,
}));
await host.StopAsync();
folder.Delete(recursive: true);
return 0;

double At(double part) => sorted[(int)(part * (sorted.Length - 1))];

async Task Run(TimeSpan duration, List<double>[] measured)
{
    var until = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
    await Task.WhenAll(Enumerable.Range(0, appenders).Select(i => Append(i, until, measured.Length == 0 ? null : measured[i])));
}

async Task Append(int appender, long until, List<double>? measured)
{
    await Task.Yield();
    var pause = rate == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)appenders / rate);
    if (pause > TimeSpan.Zero)
    {
        await Task.Delay(pause * appender / appenders, TimeProvider.System);
    }
    for (var turn = appender; Stopwatch.GetTimestamp() < until; turn += appenders)
    {
        var startedAt = Stopwatch.GetTimestamp();
        await talks[(turn % conversations / appenders * appenders + appender) % conversations].Post(store);
        var took = Stopwatch.GetElapsedTime(startedAt);
        measured?.Add(took.TotalMilliseconds);
        if (pause > took)
        {
            await Task.Delay(pause - took, TimeProvider.System);
        }
    }
}

int Number(string name, int standard)
{
    var at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : standard;
}
