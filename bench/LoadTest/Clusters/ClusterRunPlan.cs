using System.Security.Cryptography;
using MessageCenter.LoadTest.Faults;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest.Clusters;

/// <summary>What the command line of `cluster` says.</summary>
internal sealed record ClusterRunPlan(
    ClusterShape Shape, string Fault, FaultTimes Times, int Conversations, int Waiting, int Seconds, int Rate, int Seed, string Product)
{
    private const string OnlyStore = "postgres";
    private const string CutSilo = "cut-silo";

    public static ClusterRunPlan Read(Arguments arguments)
    {
        var fault = arguments.Text("fault") ?? "none";
        var plan = new ClusterRunPlan(
            new(arguments.Number("silos", 3, 1, 16), arguments.Number("fronts", 2, 1, 8))
            {
                GraceSeconds = arguments.Number("grace-seconds", 20, 1, 600),
                HasWall = fault == CutSilo,
            },
            fault,
            new(
                TimeSpan.FromSeconds(arguments.Number("pause-seconds", 60, 1, 600)),
                TimeSpan.FromSeconds(arguments.Number("cut-seconds", 30, 1, 600))),
            // Fewer would not fill the slots; more would not all be in the inboxes that are compared at the end.
            arguments.Number("conversations", 60, 12, 240),
            arguments.Number("waiting", 6, 0, 6),
            arguments.Number("seconds", 30, 5, 3_600),
            arguments.Number("rate", 120, 1, 10_000),
            arguments.Number("seed", RandomNumberGenerator.GetInt32(int.MaxValue), 0, int.MaxValue),
            ProductFile.Find(arguments.Text("product")));
        if ((arguments.Text("store") ?? OnlyStore) != OnlyStore)
        {
            throw new LoadTestException("--store is postgres: its rows are read, and it is what can be killed without losing what it had.");
        }
        if (!ClusterFaults.Names.Contains(fault))
        {
            throw new LoadTestException($"--fault is one of {string.Join(", ", ClusterFaults.Names)}.");
        }
        arguments.RefuseUnknown();
        return plan;
    }
}
