using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Tests.Contract;
using static MessageCenter.Domain.Conversations.ConversationEvent;

namespace MessageCenter.Storage.Tests.Azure;

/// <summary>
/// One process stands still at each of its requests in turn, while others take it for dead: they remove what it has left
/// and go on. When it wakes up it may not make true what they removed.
/// </summary>
public sealed class AzureRaceTests(AzureFaultFixture at) : IClassFixture<AzureFaultFixture>
{
    private const string Word = "needle";

    private readonly OperatorId operatorId = Talk.NewOperator();
    private Talk talk = new();
    private Talk other = new();

    [Fact]
    public Task A_slot_that_was_given_to_another_is_not_taken()
    {
        var rival = (AppendResult?)null;
        return at.BesideEachRequest(
            Prepare,
            () => at.Faulty.Conversations.Append(talk.GoLive(operatorId, 1), default),
            async () => rival = await at.Later.Conversations.Append(other.GoLive(operatorId, 1), default),
            async answered =>
            {
                Assert.Single(new[] { answered, rival }, result => result is AppendResult.Appended);
                Assert.Single(new[] { answered, rival }, result => result is AppendResult.SlotsTaken);
                var live = new ConversationFilter { Mode = ConversationMode.Live, Assignees = [operatorId] };
                Assert.Equal(1, await at.Well.Conversations.Count(talk.Account, live, default));
                await Release(answered is AppendResult.Appended ? talk : other);
            });
    }

    [Fact]
    public Task A_place_that_was_tidied_away_is_taken_again() => at.BesideEachRequest(
        Prepare,
        () => at.Faulty.Conversations.Append(talk.Post($"another {Word}"), default),
        () => ReadAll(at.Later.Conversations),
        async answered =>
        {
            Assert.IsType<AppendResult.Appended>(answered);
            Assert.Equal([talk.Id, other.Id], await ReadAll(at.Well.Conversations));
        });

    [Fact]
    public Task A_start_whose_places_were_tidied_away_takes_them_again() => at.BesideEachRequest(
        () =>
        {
            talk = new();
            return Task.CompletedTask;
        },
        () => at.Faulty.Conversations.Append(
            talk.Start(Word) with { Outbox = [new(Guid.NewGuid(), "mail", "{}", Talk.Noon)] }, default),
        async () =>
        {
            await ReadAll(at.Later.Conversations);
            await at.Later.Outbox.Take(Talk.Noon.AddHours(1), TimeSpan.FromMinutes(1), 10, default);
        },
        async answered =>
        {
            Assert.IsType<AppendResult.Appended>(answered);
            Assert.Equal([talk.Id], await ReadAll(at.Well.Conversations));
            var taken = await at.Well.Outbox.Take(Talk.Noon.AddDays(1), TimeSpan.FromDays(1), 10, default);
            await at.Well.Outbox.Done(Assert.Single(taken).Number, default);
        });

    [Fact]
    public Task Of_two_appends_on_one_version_one_wins()
    {
        var rival = (AppendResult?)null;
        var post = talk.Post("x");
        return at.BesideEachRequest(
            async () =>
            {
                await Prepare();
                post = talk.Post(Word);
            },
            () => at.Faulty.Conversations.Append(post, default),
            async () => rival = await at.Well.Conversations.Append(talk.Post("rival"), default),
            async answered =>
            {
                Assert.Single(new[] { answered, rival }, result => result is AppendResult.Appended);
                Assert.Single(new[] { answered, rival }, result => result is AppendResult.Conflict);
                var word = answered is AppendResult.Appended ? Word : "rival";
                var found = await at.Later.Conversations.Query(talk.Account, new() { Keywords = $"{Word}" }, default);
                Assert.Equal(word == Word ? 1 : 0, found.Rows.Length);
                Assert.Equal([talk.Id, other.Id], await ReadAll(at.Later.Conversations));
                Assert.Equal([talk.Id, other.Id], await ReadAll(at.Well.Conversations));
            });
    }

    [Fact]
    public Task A_message_beside_a_deletion_comes_before_it_or_not_at_all() => at.BesideEachRequest(
        async () =>
        {
            talk = new();
            await talk.Write(at.Well.Conversations, talk.Start());
        },
        () => at.Faulty.Conversations.Append(talk.Post(Word), default),
        () => at.Well.Conversations.Delete(talk.Account, talk.Id, default),
        async answered =>
        {
            Assert.True(answered is AppendResult.Appended or AppendResult.Conflict);
            Assert.Null(await at.Well.Conversations.Load(talk.Account, talk.Id, 1, default));
            await at.AssertListsAgree(talk, Word, operatorId);
            Assert.Empty(await at.PlacesOf(talk.Account));
        });

    private async Task Prepare()
    {
        talk = new();
        other = new() { Account = talk.Account, Now = Talk.Noon.AddHours(-1) };
        await talk.Write(at.Well.Conversations, talk.Start());
        await other.Write(at.Well.Conversations, other.Start());
    }

    private async Task Release(Talk live)
    {
        var stored = await at.Well.Conversations.Load(live.Account, live.Id, 0, default);
        Assert.Equal(operatorId, stored?.State.Assignee?.OperatorId);
        live.State = stored!.State;
        live.Version = stored.Version;
        await live.Write(
            at.Well.Conversations, live.Next(Author.System, null, new TurnedAsynchronous(AsynchronousReason.ContactLeft)));
    }

    private async Task<List<ConversationId>> ReadAll(IConversationStore store)
    {
        await store.Query(talk.Account, new() { Keywords = Word }, default);
        var unassigned = await store.Query(
            talk.Account, new() { IsUnassigned = true, Statuses = [ConversationStatus.New] }, default);
        var all = await store.Query(talk.Account, new(), default);
        return [.. all.Rows.Select(row => row.ConversationId).Intersect(unassigned.Rows.Select(row => row.ConversationId))];
    }
}
