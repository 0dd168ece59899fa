using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Simulation.Engine;
using MessageCenter.Simulation.Planting;

namespace MessageCenter.Simulation.Stores;

/// <summary>
/// The store's ports as one silo holds them: between it and the database lie time and everything that can go wrong. What
/// is on its way when the silo dies may still be written.
/// </summary>
internal sealed class StoresOfSilo(Database database, Host host) : IConversationStore, IContactStore, IDocumentStore
{
    private World World => database.World;

    /// <summary>This silo does not reach the store before then.</summary>
    public long CutUntil { get; set; }

    public Task<StoredConversation?> Load(
        AccountId account, ConversationId conversation, int recentEntries, CancellationToken cancel) =>
        Read(() => database.Load(account, conversation, recentEntries));

    public Task<AppendResult> Append(ConversationAppend append, CancellationToken cancel) =>
        Write<AppendResult>(() => database.Append(append), new AppendResult.Conflict(), new AppendResult.Appended(append.ExpectedVersion + 1, 0));

    public Task<ImmutableArray<TimelineEntry>> ReadTimeline(
        AccountId account, ConversationId conversation, TimelineRange range, CancellationToken cancel) =>
        Read(() => ImmutableArray.Create(database.ReadTimeline(account, conversation, range)));

    public Task<TimelineEntry?> FindCommand(
        AccountId account, ConversationId conversation, Author author, CommandId command, CancellationToken cancel) =>
        Read(() => database.FindCommand(account, conversation, author, command));

    public Task<ConversationPage> Query(AccountId account, ConversationFilter filter, CancellationToken cancel) =>
        Read(() => database.Query(account, filter));

    public Task<long> Count(AccountId account, ConversationFilter filter, CancellationToken cancel) => throw new NotSupportedException();

    public Task<bool> Delete(AccountId account, ConversationId conversation, CancellationToken cancel) => throw new NotSupportedException();

    public Task<StoredDocument?> Read(AccountId account, ContactId contact, CancellationToken cancel) =>
        Read(() => database.ReadContact(account, contact));

    public Task<long?> Write(
        AccountId account, ContactId contact, long expectedVersion, string json, ContactRow row, CancellationToken cancel) =>
        Write(() => database.WriteContact(account, contact, expectedVersion, json, row), null, expectedVersion + 1);

    public Task<ContactPage> Query(AccountId account, string? cursor, int limit, CancellationToken cancel) => throw new NotSupportedException();

    public Task<StoredDocument?> Read(string kind, string key, CancellationToken cancel) => Read(() => database.ReadDocument(kind, key));

    public Task<long?> Write(string kind, string key, long expectedVersion, string json, CancellationToken cancel) =>
        Write(() => database.WriteDocument(kind, key, expectedVersion, json), null, expectedVersion + 1);

    public Task<bool> Delete(string kind, string key, long expectedVersion, CancellationToken cancel) => throw new NotSupportedException();

    private Task<T> Read<T>(Func<T> execute) => Ask(execute, isUnknown: false);

    private Task<T> Write<T>(Func<T> execute, T conflict, T early)
    {
        if (World.Faults.Strikes(Fault.StoreConflict, 0.1))
        {
            return Ask(() => conflict, isUnknown: false);
        }
        if (Planted.Is(Planted.AckBeforeCommit))
        {
            return AskAfterAnswering(execute, early);
        }
        if (Planted.Is(Planted.UnknownIsTakenForDone) && World.Faults.Strikes(Fault.StoreError, 0.1))
        {
            return Ask(() => early, isUnknown: false);
        }
        return Ask(execute, World.Faults.Strikes(Fault.StoreUnknown, 0.1));
    }

    private Task<T> Ask<T>(Func<T> execute, bool isUnknown)
    {
        var caller = Scope.Current;
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        database.AtCrashPoint("before the store");
        if (!caller.IsAlive)
        {
            return answer.Task;
        }
        var way = Way();
        if (!World.Faults.IsHealed && (database.DownUntil > World.Now || CutUntil > World.Now))
        {
            World.In(way, caller, () => answer.TrySetException(Unavailable()));
            return answer.Task;
        }
        if (World.Faults.Strikes(Fault.StoreError, 0.1))
        {
            World.In(way, caller, () => answer.TrySetException(Unavailable()));
            return answer.Task;
        }
        World.In(way, World.Outside, () =>
        {
            // What a dead process had sent may have arrived, or not.
            if (!host.IsAlive && World.Rng.Chance(0.5))
            {
                return;
            }
            var result = execute();
            SynchronizationContext.SetSynchronizationContext(caller);
            database.AtCrashPoint("after the commit");
            World.In(Way(), caller, () =>
            {
                if (isUnknown)
                {
                    answer.TrySetException(Unavailable());
                }
                else
                {
                    answer.TrySetResult(result);
                }
            });
        });
        return answer.Task;
    }

    /// <summary>A planted bug: says that it is durable, and then sets out to make it so.</summary>
    private Task<T> AskAfterAnswering<T>(Func<T> execute, T early)
    {
        var caller = Scope.Current;
        World.In(TimeSpan.FromMilliseconds(20), caller, () => execute());
        return Ask(() => early, isUnknown: false);
    }

    private TimeSpan Way() => World.Faults.Strikes(Fault.StoreSlow, 0.03)
        ? TimeSpan.FromMilliseconds(World.Rng.Between(500, 30_000))
        : TimeSpan.FromTicks(5_000 + World.Rng.Below(30_000));

    private static StoreUnavailableException Unavailable() => new("Simulated: the store did not answer.");
}
