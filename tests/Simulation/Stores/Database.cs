using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Simulation.Engine;
using MessageCenter.Simulation.Planting;

namespace MessageCenter.Simulation.Stores;

/// <summary>
/// What is durable: a model of the store's ports with the semantics of the contract suite. It survives every crash. Each
/// method is one transaction.
/// </summary>
internal sealed class Database(World world)
{
    private readonly Dictionary<(AccountId, ConversationId), ConversationRecord> conversations = [];
    private readonly Dictionary<(string Kind, string Key), StoredDocument> documents = [];
    private readonly Dictionary<(AccountId, ContactId), (StoredDocument Document, ContactRow Row)> contacts = [];
    private long lastNumber;

    public World World => world;

    /// <summary>It answers nobody before this time.</summary>
    public long DownUntil { get; set; }

    /// <summary>When a conversation was last written.</summary>
    public long LastCommitAt { get; private set; }

    /// <summary>A silo may die here.</summary>
    public Action<string> AtCrashPoint { get; set; } = _ => { };

    /// <summary>Every append that was committed: the row before, the record after, the new entries.</summary>
    public Action<ConversationState, ConversationRecord, ConversationAppend> Appended { get; set; } = (_, _, _) => { };

    /// <summary>A document of this kind was written.</summary>
    public Action<string> DocumentWritten { get; set; } = _ => { };

    /// <summary>A situation that must happen now and then.</summary>
    public Action<string> Saw { get; set; } = _ => { };

    public IReadOnlyCollection<ConversationRecord> Conversations => conversations.Values;

    public IEnumerable<(AccountId Account, ContactId Contact, ContactRow Row)> Contacts =>
        contacts.Select(contact => (contact.Key.Item1, contact.Key.Item2, contact.Value.Row));

    public ConversationRecord? Find(AccountId account, ConversationId id) => conversations.GetValueOrDefault((account, id));

    public StoredConversation? Load(AccountId account, ConversationId id, int recent) =>
        Find(account, id) is not { } found ? null
            : new(id, found.Number, found.Version, found.State, [.. found.Entries.TakeLast(recent)]);

    public AppendResult Append(ConversationAppend append)
    {
        var found = Find(append.Account, append.Conversation);
        foreach (var entry in append.Entries)
        {
            if (entry.CommandId is { } command && found?.Commands.GetValueOrDefault(UniqueKey(entry.Author, command)) is { } stored)
            {
                world.Trace.Line(world.Now, "duplicate", stored.Seq, $"{found.Number} seq {stored.Seq}");
                Saw("the store knew the command");
                return new AppendResult.Duplicate(stored);
            }
        }
        if ((found?.Version ?? 0) != append.ExpectedVersion && !Planted.Is(Planted.VersionIsNotChecked))
        {
            world.Trace.Line(world.Now, "conflict", append.ExpectedVersion, $"{found?.Number} at {found?.Version}, not {append.ExpectedVersion}");
            Saw("two writers met");
            return new AppendResult.Conflict();
        }
        if (append.Slots is { } slots && CountLive(append, slots.OperatorId) >= slots.LiveBelow && !Planted.Is(Planted.SlotGuardIsIgnored))
        {
            Saw("the store refused a slot");
            return new AppendResult.SlotsTaken();
        }
        if ((found?.State.LastSeq ?? 0) + append.Entries.Length != append.State.LastSeq && !Planted.Is(Planted.VersionIsNotChecked))
        {
            throw new InvalidOperationException("The entries do not follow the newest entry of the timeline.");
        }
        return Write(found ?? Begin(append), append);
    }

    public TimelineEntry[] ReadTimeline(AccountId account, ConversationId id, TimelineRange range)
    {
        if (Find(account, id) is not { } found)
        {
            return [];
        }
        return range.After is { } after
            ? [.. found.Entries.Where(entry => entry.Seq > after).Take(range.Limit)]
            : [.. found.Entries.Where(entry => entry.Seq < (range.Before ?? long.MaxValue)).TakeLast(range.Limit)];
    }

    public TimelineEntry? FindCommand(AccountId account, ConversationId id, Author author, CommandId command) =>
        Find(account, id)?.Commands.GetValueOrDefault(UniqueKey(author, command));

    public ConversationPage Query(AccountId account, ConversationFilter filter)
    {
        var from = filter.Cursor is { } cursor ? int.Parse(cursor) : 0;
        var rows = conversations.Values.Where(record => record.Account == account && Matches(record.State, filter))
            .OrderByDescending(record => record.State.LastActivityAt).ThenByDescending(record => record.Number)
            .Skip(from).Take(filter.Limit + 1)
            .Select(record => new StoredConversation(record.Id, record.Number, record.Version, record.State, []))
            .ToArray();
        return rows.Length > filter.Limit
            ? new([.. rows.Take(filter.Limit)], (from + filter.Limit).ToString())
            : new([.. rows], null);
    }

    public StoredDocument? ReadDocument(string kind, string key) => documents.GetValueOrDefault((kind, key));

    public long? WriteDocument(string kind, string key, long expectedVersion, string json)
    {
        var version = documents.GetValueOrDefault((kind, key))?.Version ?? 0;
        if (version != expectedVersion && !Planted.Is(Planted.DocumentVersionIsNotChecked))
        {
            Saw("two writers of a document met");
            return null;
        }
        documents[(kind, key)] = new(version + 1, json);
        world.Trace.Line(world.Now, "document", version + 1, $"{kind} version {version + 1}");
        DocumentWritten(kind);
        return version + 1;
    }

    public StoredDocument? ReadContact(AccountId account, ContactId contact) => contacts.GetValueOrDefault((account, contact)).Document;

    public long? WriteContact(AccountId account, ContactId contact, long expectedVersion, string json, ContactRow row)
    {
        var version = ReadContact(account, contact)?.Version ?? 0;
        if (version != expectedVersion)
        {
            return null;
        }
        contacts[(account, contact)] = (new(version + 1, json), row);
        return version + 1;
    }

    private AppendResult.Appended Write(ConversationRecord record, ConversationAppend append)
    {
        var before = record.State;
        record.Version++;
        // The memory of command ids is no part of the row.
        record.State = append.State with { Decided = [] };
        foreach (var entry in append.Entries)
        {
            if (Planted.Is(Planted.EntriesAreWrittenApart) && world.Rng.Chance(0.01))
            {
                break;
            }
            record.Entries.Add(entry);
            if (entry.CommandId is { } command)
            {
                record.Commands[UniqueKey(entry.Author, command)] = entry;
            }
        }
        foreach (var entry in append.Entries)
        {
            var author = entry.Author.Name ?? entry.Author.Kind.ToString();
            world.Trace.Line(
                world.Now, "commit", entry.Seq, $"{record.Number} seq {entry.Seq} {entry.Event.GetType().Name} by {author}");
        }
        if (append.Entries.IsEmpty)
        {
            world.Trace.Line(world.Now, "commit", record.Version, $"{record.Number} row");
        }
        LastCommitAt = world.Now;
        Appended(before, record, append);
        return new(record.Version, record.Number);
    }

    private ConversationRecord Begin(ConversationAppend append)
    {
        var record = new ConversationRecord(append.Account, append.Conversation, ++lastNumber);
        conversations.Add((append.Account, append.Conversation), record);
        return record;
    }

    private int CountLive(ConversationAppend append, OperatorId operatorId) => conversations.Values.Count(record =>
        record.Account == append.Account && record.Id != append.Conversation
        && record.State.Mode == ConversationMode.Live && record.State.Assignee?.OperatorId == operatorId);

    private static (string, CommandId) UniqueKey(Author author, CommandId command) =>
        (Planted.Is(Planted.CommandKeyWithoutAuthor) ? "" : author.Key, command);

    private static bool Matches(ConversationState state, ConversationFilter filter)
    {
        if (filter.Keywords is not null || !filter.Topics.IsDefaultOrEmpty || !filter.Stars.IsDefaultOrEmpty)
        {
            throw new NotSupportedException("No grain asks this; the model does not know it.");
        }
        return (filter.Statuses.IsDefaultOrEmpty || filter.Statuses.Contains(state.Status))
            && (filter.Mode is null || filter.Mode == state.Mode)
            && (filter.Assignees.IsDefaultOrEmpty || (state.Assignee is { } owner && filter.Assignees.Contains(owner.OperatorId)))
            && (!filter.IsUnassigned || state.Assignee is null)
            && (filter.ContactId is null || filter.ContactId == state.ContactId)
            && (filter.Waits is null || filter.Waits == state.Waits);
    }
}
