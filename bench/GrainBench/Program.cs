// Measures single grains in a silo of this process, on a fresh SQLite store:
//   dotnet run -c Release --project bench/GrainBench -- router --operators 2000 --chats-per-second 500 --seconds 10
//   dotnet run -c Release --project bench/GrainBench -- memory --grains 10000
// "router" lets the people of one account chat and tells how busy its router and account grain are; --groups shares the
// operators out, --chat-seconds is how long each chat holds its slot. "memory" tells what an idle grain holds.
using System.Globalization;
using System.Text.Json;
using MessageCenter.GrainBench;

object figures;
switch (args.FirstOrDefault())
{
    case "router":
        figures = await RouterRun.Run(
            Number("--operators", 2_000), Number("--groups", 1), Number("--chats-per-second", 500), Number("--chat-seconds", 5),
            Number("--seconds", 10));
        break;
    case "memory":
        figures = await MemoryRun.Run(Number("--grains", 10_000));
        break;
    default:
        await Console.Error.WriteLineAsync("GrainBench knows: router, memory.");
        return 1;
}
await Console.Out.WriteLineAsync(JsonSerializer.Serialize(figures));
return 0;

int Number(string name, int otherwise)
{
    var at = Array.IndexOf(args, name);
    return at < 0 ? otherwise : int.Parse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture);
}
