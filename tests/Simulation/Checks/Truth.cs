using System.Text.Json;
using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Stores;
using MessageCenter.Simulation.People;
using MessageCenter.Simulation.Runs;
using MessageCenter.Simulation.Stores;

namespace MessageCenter.Simulation.Checks;

/// <summary>What is so, whatever any grain believes: from rows, documents, and the people themselves.</summary>
internal sealed class Truth(Stage stage)
{
    private readonly Dictionary<OperatorId, (long Version, Availability Switch)> switches = [];

    public IEnumerable<ConversationRecord> RowsOf(Company company) =>
        stage.Database.Conversations.Where(record => record.Account == company.Account);

    public ConversationRecord? Find(ConversationId id) => stage.Database.Conversations.FirstOrDefault(record => record.Id == id);

    public long NumberOf(ConversationId id) => Find(id)?.Number ?? 0;

    /// <summary>Who could have a conversation that waits.</summary>
    public IEnumerable<Agent> FreeFor(Company company, ConversationState row) => company.Agents.Where(agent =>
        IsAvailable(company, agent.Id) && LiveOf(company, agent.Id) < Profile(company, agent.Id).SlotsMax
        && (row.Assignee is { } owner ? owner.OperatorId == agent.Id : Profile(company, agent.Id).Groups.Contains(row.GroupId)));

    public bool IsAvailable(Company company, OperatorId? id) =>
        id is { } one && company.Agents.First(agent => agent.Id == one).IsHere && SwitchOf(company, one) == Availability.Online;

    public Availability SwitchOf(Company company, OperatorId id)
    {
        if (stage.Database.ReadDocument(DocumentKinds.Operator, GrainKeys.Of(company.Account, id)) is not { } stored)
        {
            return Availability.Away;
        }
        if (!switches.TryGetValue(id, out var known) || known.Version != stored.Version)
        {
            var state = JsonSerializer.Deserialize(stored.Json, DocumentJson.Default.OperatorState) ?? OperatorState.Nothing;
            switches[id] = known = (stored.Version, state.Availability);
        }
        return known.Switch;
    }

    public AccountOperator Profile(Company company, OperatorId id) =>
        stage.AccountOf(company.Account).Operators.First(one => one.OperatorId == id);

    public int LiveOf(Company company, OperatorId id) => RowsOf(company).Count(record =>
        record.State.Mode == ConversationMode.Live && record.State.Assignee?.OperatorId == id);
}
