using System.Text.Json;
using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Runtime;
using MessageCenter.Grains.Stores;
using MessageCenter.Simulation.Checks;
using MessageCenter.Simulation.Cluster;
using MessageCenter.Simulation.Engine;
using MessageCenter.Simulation.Fronts;
using MessageCenter.Simulation.Stores;

namespace MessageCenter.Simulation.Runs;

/// <summary>Everything that one run consists of.</summary>
internal sealed class Stage
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(35);

    private readonly Dictionary<AccountId, (long Version, AccountState State)> accounts = [];
    private int lastNumber;

    public Stage(ulong seed)
    {
        World = new(seed);
        Database = new(World);
        Timings = new()
        {
            PresenceGrace = TimeSpan.FromSeconds(World.Rng.Between(5, 30)),
            ReconcileEvery = TimeSpan.FromSeconds(World.Rng.Between(10, 30)),
            ClaimExpiresAfter = TimeSpan.FromSeconds(20),
        };
        Cluster = new(World, Database, Timings);
        Checks = new(this);
    }

    public World World { get; }

    public Database Database { get; }

    public GrainTimings Timings { get; }

    public SimulatedCluster Cluster { get; }

    public Checker Checks { get; }

    public List<Front> Fronts { get; } = [];

    public List<Company> Companies { get; } = [];

    /// <summary>Nobody begins anything new.</summary>
    public bool IsEnding { get; set; }

    /// <summary>From then on what the faults have left behind must be mended: in ticks of the world.</summary>
    public long CalmAt { get; set; } = long.MaxValue;

    public int NextNumber() => ++lastNumber;

    public Front? PickFront() => World.Rng.Pick(Fronts) is { Host.IsAlive: true } front ? front : null;

    public void Trace(string words) => World.Trace.Line(World.Now, "people", words.Length, $"{words}");

    public bool HasAccount(AccountId account) => Database.ReadDocument(DocumentKinds.Account, GrainKeys.Of(account)) is not null;

    /// <summary>The account as it is stored.</summary>
    public AccountState AccountOf(AccountId account)
    {
        var stored = Database.ReadDocument(DocumentKinds.Account, GrainKeys.Of(account))
            ?? throw new InvalidOperationException("The account is not there.");
        if (!accounts.TryGetValue(account, out var known) || known.Version != stored.Version)
        {
            known = (stored.Version, JsonSerializer.Deserialize(stored.Json, DocumentJson.Default.AccountState) ?? AccountState.Nothing);
            accounts[account] = known;
        }
        return known.State;
    }

    /// <summary>A request to any front, from simulated code. Fails like the real one: refused, broken, or too late.</summary>
    public Task<T> Request<T>(Func<Task<T>> call)
    {
        var caller = Scope.Current;
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        World.In(RequestTimeout, caller, () => answer.TrySetException(new TimeoutException()));
        if (PickFront() is not { } front)
        {
            World.In(TimeSpan.FromMilliseconds(300), caller, () => answer.TrySetException(new NotConnectedException()));
            return answer.Task;
        }
        World.In(Cluster.Network.Hop(), front.Scope, () => Serve(call, caller, answer));
        return answer.Task;
    }

    /// <summary>Asks again until it is answered.</summary>
    public async Task<T> Insist<T>(Func<Task<T>> call)
    {
        while (true)
        {
            try
            {
                var answer = await Request(call);
                if (answer is not Answer { Rejection.Code: RejectionCode.Unavailable })
                {
                    return answer;
                }
            }
            catch (Exception)
            {
                // As unavailable.
            }
            await World.Delay(TimeSpan.FromMilliseconds(World.Rng.Between(300, 2_000)));
        }
    }

    private async void Serve<T>(Func<Task<T>> call, Scope caller, TaskCompletionSource<T> answer)
    {
        try
        {
            var result = await call();
            World.In(Cluster.Network.Hop(), caller, () => answer.TrySetResult(result));
        }
        catch (Exception problem)
        {
            World.In(Cluster.Network.Hop(), caller, () => answer.TrySetException(problem));
        }
    }
}
