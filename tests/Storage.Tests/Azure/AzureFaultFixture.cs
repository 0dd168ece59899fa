using System.Collections.Immutable;
using Azure.Data.Tables;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Azure;
using MessageCenter.Storage.Tests.Contract;

namespace MessageCenter.Storage.Tests.Azure;

/// <summary>Three processes on the same tables: one whose wire fails, one that is well, and one to which all remains are old.</summary>
public sealed class AzureFaultFixture : IAsyncLifetime
{
    internal FaultyWire Wire { get; } = new();

    internal AzureStoreUnderTest Faulty { get; private set; } = null!;

    internal AzureStoreUnderTest Well { get; private set; } = null!;

    internal AzureStoreUnderTest Later { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Well = await AzureStoreUnderTest.CreateHere();
        Faulty = await AzureStoreUnderTest.CreateHere(Well, wire: Wire);
        Later = await AzureStoreUnderTest.CreateHere(Well, time: new ShiftedTime(TimeSpan.FromMinutes(30)));
    }

    public async ValueTask DisposeAsync()
    {
        await Faulty.DisposeAsync();
        await Well.DisposeAsync();
        await Later.DisposeAsync();
    }

    /// <summary>
    /// Does it again and again, each time with the fault one request later, until it is through before the fault comes.
    /// What a call answered is null when the store was unavailable.
    /// </summary>
    internal async Task AtEachRequest<TResult>(
        WireFault fault, Func<Task> prepare, Func<Task<TResult>> act, Func<TResult?, Task> check)
    {
        for (var at = 1; ; at++)
        {
            Assert.True(at < 200, "The call has no end.");
            await prepare();
            Wire.Strike(fault, at);
            var answered = default(TResult);
            try
            {
                answered = await act();
            }
            catch (StoreUnavailableException) when (fault is WireFault.ProcessDiesBefore or WireFault.ProcessDiesAfter)
            {
                // The caller learns that nobody knows.
            }
            var hasStruck = Wire.HasStruck;
            Wire.Mend();
            await check(answered);
            if (!hasStruck)
            {
                return;
            }
        }
    }

    /// <summary>Does something else while each request in turn is held back.</summary>
    internal async Task BesideEachRequest<TResult>(
        Func<Task> prepare, Func<Task<TResult>> act, Func<Task> meanwhile, Func<TResult, Task> check)
    {
        for (var at = 1; ; at++)
        {
            Assert.True(at < 200, "The call has no end.");
            await prepare();
            Wire.Strike(WireFault.RequestIsHeld, at);
            var acting = act();
            await Task.WhenAny(acting, Wire.Held);
            var isHeld = Wire.HasStruck;
            await meanwhile();
            Wire.LetGo();
            var answered = await acting;
            Wire.Mend();
            await check(answered);
            if (!isHeld)
            {
                return;
            }
        }
    }

    /// <summary>
    /// Lists, words and slots say of this conversation what its row says, and nothing else: as they are, and after somebody has
    /// met them to whom all remains are old.
    /// </summary>
    internal async Task AssertListsAgree(Talk talk, string word, OperatorId operatorId)
    {
        await AssertListsAgree(Well.Conversations, talk, word, operatorId);
        await AssertListsAgree(Later.Conversations, talk, word, operatorId);
    }

    internal static async Task AssertListsAgree(IConversationStore store, Talk talk, string word, OperatorId operatorId)
    {
        var stored = await store.Load(talk.Account, talk.Id, Limits.RecentEntries, default);
        await Task.WhenAll(Filters(talk, operatorId).Select(async filter =>
        {
            var rows = (await store.Query(talk.Account, filter, default)).Rows;
            var expected = stored is not null && filter.Holds(stored.State) ? [talk.Id] : Array.Empty<ConversationId>();
            Assert.Equal(expected, rows.Select(row => row.ConversationId));
        }));
        var entries = stored?.Recent ?? [];
        Assert.Equal(
            Enumerable.Range(1, (int)(stored?.State.LastSeq ?? 0)).Select(seq => (long)seq), entries.Select(entry => entry.Seq));
        var holds = entries.Any(entry => entry.Event is ConversationEvent.MessagePosted posted && posted.Text.Contains(word));
        var found = await store.Query(talk.Account, new() { Keywords = word }, default);
        Assert.Equal(holds ? [talk.Id] : [], found.Rows.Select(row => row.ConversationId));
    }

    private static ConversationFilter[] Filters(Talk talk, OperatorId operatorId)
    {
        ImmutableArray<ConversationStatus> ongoing = [ConversationStatus.New, ConversationStatus.Open, ConversationStatus.Pending];
        return
        [
            new(),
            new() { ContactId = talk.Contact },
            new() { Waits = true },
            new() { Mode = ConversationMode.Live },
            new() { Mode = ConversationMode.Live, Assignees = [operatorId] },
            new() { IsUnassigned = true, Statuses = ongoing },
            new() { Assignees = [operatorId], Statuses = ongoing },
            new() { Statuses = [ConversationStatus.Ended] },
        ];
    }

    /// <summary>All places that lists hold for an account: tidied up they are those of its rows.</summary>
    internal async Task<List<string>> PlacesOf(AccountId account)
    {
        var places = new List<string>();
        var beginning = Keys.Account(account);
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {beginning} and PartitionKey lt {beginning + Keys.End}");
        await foreach (var entity in Well.Database.Tables.Lists.Query(filter, 1_000, default))
        {
            places.Add($"{entity.PartitionKey[(beginning.Length + 1)..]}={entity.RowKey}");
        }
        return places;
    }
}
