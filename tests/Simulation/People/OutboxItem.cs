using MessageCenter.Domain;

namespace MessageCenter.Simulation.People;

/// <summary>A command in the browser's storage: what is wanted, and the hub's argument for a command id.</summary>
internal sealed record OutboxItem(Intent Intent, Func<CommandId, object> Argument);
