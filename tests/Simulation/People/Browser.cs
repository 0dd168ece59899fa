using MessageCenter.Domain;
using MessageCenter.Simulation.Engine;

namespace MessageCenter.Simulation.People;

/// <summary>One person's browser: what its storage keeps outlives every tab.</summary>
internal sealed class Browser(World world, string name)
{
    public Host Host { get; } = new(world, name);

    /// <summary>Commands that nobody has answered, oldest first.</summary>
    public List<OutboxItem> Outbox { get; } = [];

    public OutboxItem? Next(ConversationId conversation) =>
        Outbox.FirstOrDefault(item => item.Intent.Conversation == conversation);
}
