using System.Globalization;
using MessageCenter.LoadTest.Conversations;
using MessageCenter.LoadTest.Machine;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest.Crashes;

/// <summary>
/// SIGKILL when the product is about to make its n-th write to the store's files, or its n-th sync of them, while a script
/// of some messages runs: first with n = 1, then further, until the script comes to its end before the n-th call.
/// </summary>
internal sealed class KilledAtSyscall(string product, string data, string folder, SyscallPoints points) : ICrashSite
{
    private static readonly TimeSpan ScriptTakes = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(10);

    private readonly SqliteFiles files = new(data);

    /// <summary>Messages of the script.</summary>
    public const int ScriptLength = 20;

    /// <summary>At how many calls of each kind it died.</summary>
    public Dictionary<string, int> Deaths { get; } = [];

    /// <summary>How often SQLite found damage in what was left.</summary>
    public int Damaged { get; private set; }

    public Task<ProductServer> Start(CancellationToken cancel) => ProductServer.Start(product, data, CrashCycles.Ready, cancel);

    public async Task<string?> LiveAndDie(ProductServer server, LoadFleet fleet, CancellationToken cancel)
    {
        while (points.Next() is var (call, number))
        {
            var rule = string.Create(CultureInfo.InvariantCulture, $"{call}:signal=KILL:when={number}");
            await using var blow = await SyscallFault.Begin([server.ProcessId], rule, folder, files.Paths, cancel);
            var before = fleet.Acknowledged;
            if (await Play(server, fleet, before + ScriptLength, cancel))
            {
                Deaths[call] = Deaths.GetValueOrDefault(call) + 1;
                var damage = await files.FindDamage(cancel);
                Damaged += damage is null ? 0 : 1;
                return $"killed at {call} {number} after {fleet.Acknowledged - before} messages, {damage ?? "files sound"}";
            }
            points.EndOfScript();
        }
        return null;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>True: it is dead. False: the script has come to its end.</summary>
    private static async Task<bool> Play(ProductServer server, LoadFleet fleet, int enough, CancellationToken cancel)
    {
        fleet.RunFlatOut();
        var begun = TimeProvider.System.GetTimestamp();
        while (server.IsRunning && fleet.Acknowledged < enough)
        {
            if (TimeProvider.System.GetElapsedTime(begun) > ScriptTakes)
            {
                throw new LoadTestException("The script comes to no end.");
            }
            await Task.Delay(LooksEvery, cancel);
        }
        fleet.Stop();
        return !server.IsRunning;
    }
}

/// <summary>Which calls are struck: of each kind every n-th, from the first one that is given.</summary>
internal sealed class SyscallPoints(int first, int every)
{
    private static readonly string[] Calls = ["pwrite64", SyscallFault.Syncs];

    private int call;
    private int taken;

    /// <summary>The next one; null: all have been struck.</summary>
    public (string Call, int Number)? Next()
    {
        if (call == Calls.Length)
        {
            return null;
        }
        return (Calls[call], first + (every * taken++));
    }

    /// <summary>There was no such call in the script: go on with the next kind.</summary>
    public void EndOfScript()
    {
        call++;
        taken = 0;
    }
}
