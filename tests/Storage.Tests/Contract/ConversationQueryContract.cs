using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using static MessageCenter.Domain.Conversations.ConversationEvent;

namespace MessageCenter.Storage.Tests.Contract;

/// <summary>What every adapter of <see cref="IConversationStore"/> promises about lists and filters.</summary>
public abstract class ConversationQueryContract : IAsyncLifetime
{
    private readonly AccountId account = new(Guid.NewGuid());

    protected abstract Task<StoreUnderTest> Open();

    protected StoreUnderTest Store { get; private set; } = null!;

    private IConversationStore Conversations => Store.Conversations;

    public async ValueTask InitializeAsync() => Store = await Open();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_list_is_ordered_by_newest_activity()
    {
        var talks = await Start(5);
        await talks[1].Write(Conversations, Later(talks[1], 100).Post("newest"));
        await talks[3].Write(Conversations, Later(talks[3], 50).Post("second"));

        var page = await Conversations.Query(account, new(), default);

        Assert.Equal(Ids(talks[1], talks[3], talks[4], talks[2], talks[0]), Ids(page));
        Assert.Null(page.NextCursor);
        Assert.All(page.Rows, row => Assert.Empty(row.Recent));
        Assert.Equal(talks[1].State, page.Rows[0].State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(11)]
    public async Task Pages_are_complete_and_without_doubles(int limit)
    {
        var talks = await Start(10, sameTime: true);
        var read = await ReadAll(new() { Limit = limit });
        Assert.Equal(talks.Select(talk => talk.Id).Reverse(), read);
    }

    [Fact]
    public async Task Rows_that_stay_are_met_once_while_others_move_up()
    {
        var talks = await Start(20);
        var read = new List<ConversationId>();
        var cursor = (string?)null;
        do
        {
            var page = await Conversations.Query(account, new() { Limit = 3, Cursor = cursor }, default);
            read.AddRange(Ids(page));
            cursor = page.NextCursor;
            // Rows of even index move to the front while the list is read.
            var moving = talks[read.Count % 20 / 2 * 2];
            await moving.Write(Conversations, Later(moving, 1_000 + read.Count).Post("moved"));
        }
        while (cursor is not null);

        Assert.Equal(read.Count, read.Distinct().Count());
        Assert.Subset(read.ToHashSet(), talks.Where((_, i) => i % 2 == 1).Select(talk => talk.Id).ToHashSet());
    }

    [Fact]
    public async Task Each_condition_holds_alone_and_together()
    {
        var operatorId = Talk.NewOperator();
        var topic = new TopicId(Guid.NewGuid());
        var otherTopic = new TopicId(Guid.NewGuid());
        var one = new Talk { Account = account, Topics = [otherTopic, topic] };
        await one.Write(Conversations, one.Start());
        await one.Write(Conversations, one.GoLive(operatorId, 1));
        var two = new Talk { Account = account, Topics = [otherTopic], Now = Talk.Noon.AddHours(1) };
        await two.Write(Conversations, two.Start());
        var three = new Talk { Account = account, Now = Talk.Noon.AddHours(2) };
        await three.Write(Conversations, three.Start());
        await three.Write(Conversations, three.Next(
            Author.Contact, null, new ConversationEnded(), new ConversationRated(4, null)));

        await Expect(new() { Statuses = [ConversationStatus.Open] }, one);
        await Expect(new() { Statuses = [ConversationStatus.New, ConversationStatus.Ended] }, three, two);
        await Expect(new() { Mode = ConversationMode.Live }, one);
        await Expect(new() { Mode = ConversationMode.Asynchronous }, three, two);
        await Expect(new() { Assignees = [Talk.NewOperator(), operatorId] }, one);
        await Expect(new() { IsUnassigned = true }, three, two);
        await Expect(new() { IsUnassigned = true, Statuses = [ConversationStatus.New] }, two);
        await Expect(new() { ContactId = two.Contact }, two);
        await Expect(new() { Topics = [topic] }, one);
        await Expect(new() { Topics = [topic, otherTopic] }, two, one);
        await Expect(new() { Widgets = [three.Widget, one.Widget] }, three, one);
        await Expect(new() { Groups = [two.Group] }, two);
        await Expect(new() { Stars = [4, 5] }, three);
        await Expect(new() { Stars = [3] });
        await Expect(new() { Waits = true }, two);
        await Expect(new() { Waits = false }, three, one);
        await Expect(new() { ActiveFrom = two.Now }, three, two);
        await Expect(new() { ActiveBefore = two.Now }, one);
        await Expect(new() { ActiveFrom = two.Now, ActiveBefore = three.Now }, two);
        await Expect(new() { Keywords = "hello", Topics = [otherTopic], IsUnassigned = true }, two);
        await Expect(
            new()
            {
                Statuses = [ConversationStatus.Open],
                Mode = ConversationMode.Live,
                Assignees = [operatorId],
                ContactId = one.Contact,
                Topics = [topic],
                Widgets = [one.Widget],
                Groups = [one.Group],
                Waits = false,
                ActiveFrom = Talk.Noon,
                ActiveBefore = two.Now,
            },
            one);
    }

    [Fact]
    public async Task Filters_follow_the_row()
    {
        var talk = (await Start(1))[0];
        var operatorId = Talk.NewOperator();
        await talk.Write(Conversations, talk.Next(Author.System, null, new OperatorAssigned(operatorId, "Omar", null, null)));
        await Expect(new() { Statuses = [ConversationStatus.New] });
        await Expect(new() { Assignees = [operatorId], Statuses = [ConversationStatus.Open] }, talk);
        await talk.Write(Conversations, talk.Next(Author.System, null, new ContactPresenceChanged(false, false)));
        await Expect(new() { Waits = true });
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("' OR 1=1 --")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!")]
    public async Task A_cursor_of_no_list_is_refused(string cursor)
    {
        await Start(1);
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => Conversations.Query(account, new() { Cursor = cursor }, default));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => Conversations.Query(account, new() { Cursor = cursor, Keywords = "hello" }, default));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(Limits.ListPageMax + 1)]
    public async Task A_page_without_bound_is_refused(int limit) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Conversations.Query(account, new() { Limit = limit }, default));

    private async Task Expect(ConversationFilter filter, params Talk[] expected)
    {
        Assert.Equal(Ids(expected), Ids(await Conversations.Query(account, filter, default)));
        Assert.Equal(expected.Length, await Conversations.Count(account, filter, default));
        Assert.Equal(Ids(expected), await ReadAll(filter with { Limit = 1 }));
    }

    private async Task<List<ConversationId>> ReadAll(ConversationFilter filter)
    {
        var read = new List<ConversationId>();
        var cursor = (string?)null;
        do
        {
            var page = await Conversations.Query(account, filter with { Cursor = cursor }, default);
            Assert.True(page.Rows.Length <= filter.Limit);
            read.AddRange(Ids(page));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return read;
    }

    private async Task<Talk[]> Start(int count, bool sameTime = false)
    {
        var talks = Enumerable.Range(0, count)
            .Select(i => new Talk { Account = account, Now = sameTime ? Talk.Noon : Talk.Noon.AddSeconds(i) })
            .ToArray();
        foreach (var talk in talks)
        {
            await talk.Write(Conversations, talk.Start());
        }
        return talks;
    }

    private static Talk Later(Talk talk, int seconds)
    {
        talk.Now = Talk.Noon.AddSeconds(seconds);
        return talk;
    }

    private static IEnumerable<ConversationId> Ids(ConversationPage page) => page.Rows.Select(row => row.ConversationId);

    private static IEnumerable<ConversationId> Ids(params Talk[] talks) => talks.Select(talk => talk.Id);
}
