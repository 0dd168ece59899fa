using MessageCenter.Domain;
using MessageCenter.Simulation.People;

namespace MessageCenter.Simulation.Runs;

/// <summary>One account of a run and its people.</summary>
internal sealed class Company(AccountId account, string name)
{
    public AccountId Account => account;

    public string Name => name;

    /// <summary>The name of its only topic.</summary>
    public string Topic => "Billing";

    public List<OperatorGroupId> Groups { get; } = [];

    public List<WidgetId> Widgets { get; } = [];

    public List<Agent> Agents { get; } = [];

    public List<Visitor> Visitors { get; } = [];
}
