using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using static MessageCenter.Domain.Conversations.ConversationEvent;

namespace MessageCenter.Storage.Tests.Contract;

/// <summary>A conversation as its grain would hold it: the row it knows, and the appends it makes of events.</summary>
public sealed class Talk
{
    public static DateTimeOffset Noon { get; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public AccountId Account { get; init; } = new(Guid.NewGuid());

    public ConversationId Id { get; init; } = new(Guid.NewGuid());

    public ContactId Contact { get; init; } = new(Guid.NewGuid());

    public WidgetId Widget { get; init; } = new(Guid.NewGuid());

    public OperatorGroupId Group { get; init; } = new(Guid.NewGuid());

    public ImmutableArray<TopicId> Topics { get; init; } = [];

    public ConversationState State { get; set; } = ConversationState.Nothing;

    public long Version { get; set; }

    public DateTimeOffset Now { get; set; } = Noon;

    public static CommandId NewCommand() => new(Guid.NewGuid());

    public static OperatorId NewOperator() => new(Guid.NewGuid());

    public ConversationAppend Start(string text = "hello", CommandId? command = null) => Next(
        Author.Contact,
        command ?? NewCommand(),
        new ConversationStarted(Contact, 81, "Vera", Widget, Group, new(Topics), "de", null),
        new MessagePosted(text));

    public ConversationAppend Post(string text, CommandId? command = null) =>
        Next(Author.Contact, command ?? NewCommand(), new MessagePosted(text));

    public ConversationAppend Next(Author author, CommandId? command, params ConversationEvent[] events)
    {
        Now += TimeSpan.FromSeconds(1);
        var state = State;
        var entries = ImmutableArray.CreateBuilder<TimelineEntry>();
        foreach (var happened in events)
        {
            if (!happened.IsEntry)
            {
                state = ConversationFold.Apply(state, happened);
                continue;
            }
            var entry = new TimelineEntry(state.LastSeq + 1, Now, author, entries.Count == 0 ? command : null, happened);
            entries.Add(entry);
            state = ConversationFold.Apply(state, entry);
        }
        return new(Account, Id, Version, state, entries.ToImmutable(), null, []);
    }

    public ConversationAppend GoLive(OperatorId operatorId, int liveBelow) =>
        Next(
            Author.System,
            null,
            new OperatorAssigned(operatorId, "Olivia", null, null),
            new WentLive(operatorId, "Olivia")) with { Slots = new(operatorId, liveBelow) };

    /// <summary>Remembers what the store has taken.</summary>
    public void Took(ConversationAppend append)
    {
        State = append.State;
        Version++;
    }

    public async Task<long> Write(IConversationStore store, ConversationAppend append)
    {
        var appended = Assert.IsType<AppendResult.Appended>(await store.Append(append, CancellationToken.None));
        Took(append);
        Assert.Equal(Version, appended.Version);
        return appended.Number;
    }
}
