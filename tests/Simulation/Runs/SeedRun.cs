using System.Text.Json;
using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Stores;
using MessageCenter.Simulation.Checks;
using MessageCenter.Simulation.Engine;
using MessageCenter.Simulation.People;

namespace MessageCenter.Simulation.Runs;

/// <summary>
/// One seed from beginning to end: people live while things go wrong; then the faults stop, everything must come to rest
/// and agree; then a little more happens, in calm, under stricter rules.
/// </summary>
internal static class SeedRun
{
    /// <summary>What people do at least before the faults stop.</summary>
    public const int CommandsMin = 500;

    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(2);
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Agrees = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan Rests = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RestsAtMost = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AnswersInCalm = TimeSpan.FromSeconds(12);

    public static SeedResult Run(ulong seed, Action<string>? trace = null)
    {
        var stage = new Stage(seed);
        stage.World.Trace.Sink = trace;
        var fate = new Fate(stage);
        try
        {
            SetUp(stage, fate);
            Live(stage, fate);
        }
        catch (Exception problem) when (trace is null || stage.Checks.Violation is not null)
        {
            stage.Checks.Fail(new("X0 Nothing fails in an unexpected way", $"{problem.GetType().Name}: {problem.Message}"));
        }
        return ResultOf(seed, stage);
    }

    private static void Live(Stage stage, Fate fate)
    {
        var checks = stage.Checks;
        bool IsOver() => checks.Violation is not null;
        stage.World.Run(LongestLife, () => IsOver() || checks.Commands >= CommandsMin);
        if (IsOver())
        {
            return;
        }
        stage.IsEnding = true;
        fate.Heal();
        stage.World.Run(Settles, IsOver);
        Rest(stage);
        var quiet = new QuietChecks(stage);
        quiet.CheckSettled();
        stage.World.Run(Agrees, IsOver);
        Rest(stage);
        quiet.CheckAgreed();
        if (IsOver())
        {
            return;
        }
        stage.CalmAt = stage.World.Now;
        ActInCalm(stage);
        stage.World.Run(AnswersInCalm, IsOver);
        Rest(stage);
        quiet.CheckAgreed();
        checks.Finish();
    }

    /// <summary>Waits a little longer where something has just been written, so that its push has arrived.</summary>
    private static void Rest(Stage stage) => stage.World.Run(
        RestsAtMost, () => stage.Checks.Violation is not null || stage.World.Now - stage.Database.LastCommitAt > Rests.Ticks);

    /// <summary>New conversations come, and some end, so that the line moves.</summary>
    private static void ActInCalm(Stage stage)
    {
        foreach (var company in stage.Companies)
        {
            foreach (var visitor in company.Visitors.Where(visitor => visitor.IsHere))
            {
                visitor.Start();
            }
            foreach (var agent in company.Agents.Where(agent => agent.IsHere))
            {
                foreach (var own in agent.Tabs[0].Mine.Keys.Take(2).ToArray())
                {
                    agent.End(own);
                }
            }
        }
    }

    private static void SetUp(Stage stage, Fate fate)
    {
        var rng = stage.World.Rng;
        fate.Begin();
        var companies = rng.Chance(0.3) ? 2 : 1;
        for (var number = 1; number <= companies; number++)
        {
            Found(stage, $"company{number}");
        }
        for (var silos = rng.Between(2, 4); silos > 0; silos--)
        {
            fate.StartSilo();
        }
        for (var fronts = rng.Between(2, 3); fronts > 0; fronts--)
        {
            fate.StartFront();
        }
        foreach (var company in stage.Companies)
        {
            new Boss(stage, company).Begin();
            company.Visitors.ForEach(visitor => visitor.Begin());
            company.Agents.ForEach(agent => agent.Begin());
        }
    }

    private static void Found(Stage stage, string name)
    {
        var rng = stage.World.Rng;
        var company = new Company(new(rng.Id()), name);
        stage.Companies.Add(company);
        for (var groups = rng.Between(1, 2); groups > 0; groups--)
        {
            company.Groups.Add(new(rng.Id()));
            company.Widgets.Add(new(rng.Id()));
        }
        for (var agents = rng.Between(2, 4); agents > 0; agents--)
        {
            company.Agents.Add(new(stage, company, $"{name} operator{agents}"));
        }
        for (var visitors = rng.Between(1, 8); visitors > 0; visitors--)
        {
            company.Visitors.Add(new(stage, company, $"{name} visitor{visitors}"));
        }
        Store(stage, company);
    }

    private static void Store(Stage stage, Company company)
    {
        var rng = stage.World.Rng;
        var state = new AccountState
        {
            Name = company.Name,
            Operators =
            [
                .. company.Agents.Select(agent => new AccountOperator(
                    agent.Id, agent.Name, $"{agent.Id.Value:N}@example.org", OperatorRole.Agent, [rng.Pick(company.Groups)],
                    rng.Chance(0.5) ? ["en"] : ["en", "de"], rng.Between(1, 4))),
            ],
            Groups = [.. company.Groups.Select(group => new OperatorGroup(group, "group"))],
            Widgets =
            [
                .. company.Widgets.Select((widget, place) => new Widget(
                    widget, "widget", company.Groups[place], [], ["https://example.org"], "#336699", false, [], true)),
            ],
            Topics = [new(new(rng.Id()), company.Topic)],
            IdleMinutes = rng.Between(1, 10),
        };
        stage.Database.WriteDocument(
            DocumentKinds.Account, GrainKeys.Of(company.Account), 0, JsonSerializer.Serialize(state, DocumentJson.Default.AccountState));
    }

    private static SeedResult ResultOf(ulong seed, Stage stage) => new(
        seed,
        stage.World.Trace.Hash,
        stage.World.Steps,
        stage.Checks.Commands,
        stage.Checks.Made,
        TimeSpan.FromTicks(stage.World.Now),
        stage.World.Faults.Injected,
        stage.Cluster.CrashPoints,
        stage.Checks.Sometimes,
        stage.Checks.Violation);
}
