using MessageCenter.Grains.Stores;

namespace MessageCenter.Storage.Tests.Contract;

/// <summary>What every adapter of <see cref="IOutboxStore"/> promises.</summary>
public abstract class OutboxStoreContract : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly Talk talk = new();

    protected abstract Task<StoreUnderTest> Open();

    protected StoreUnderTest Store { get; private set; } = null!;

    private IOutboxStore Outbox => Store.Outbox;

    public async ValueTask InitializeAsync() => Store = await Open();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_item_is_stored_with_its_cause_and_taken_when_due()
    {
        var item = new OutboxItem(Guid.NewGuid(), "mail", """{"to":"ä"}""", Talk.Noon.AddMinutes(5));
        await Put(item);

        Assert.Empty(await Outbox.Take(Talk.Noon, Lease, 10, default));
        var taken = Assert.Single(await Outbox.Take(Talk.Noon.AddMinutes(5), Lease, 10, default));

        Assert.Equal((talk.Account, item, 0), (taken.Account, taken.Item, taken.Tries));
    }

    [Fact]
    public async Task An_append_that_is_refused_stores_no_item()
    {
        var item = new OutboxItem(Guid.NewGuid(), "mail", "{}", Talk.Noon);
        var refused = await Store.Conversations.Append(talk.Start() with { ExpectedVersion = 5, Outbox = [item] }, default);
        Assert.IsType<AppendResult.Conflict>(refused);
        Assert.Empty(await Outbox.Take(Talk.Noon.AddDays(1), Lease, 10, default));
    }

    [Fact]
    public async Task A_leased_item_is_nobody_elses_until_the_lease_ends()
    {
        await Put(new OutboxItem(Guid.NewGuid(), "mail", "{}", Talk.Noon));
        var first = Assert.Single(await Outbox.Take(Talk.Noon, Lease, 10, default));
        Assert.Empty(await Outbox.Take(Talk.Noon, Lease, 10, default));
        var second = Assert.Single(await Outbox.Take(Talk.Noon + Lease, Lease, 10, default));
        Assert.Equal((first.Number, first.Item.EventId, 1), (second.Number, second.Item.EventId, second.Tries));
    }

    [Fact]
    public async Task Many_takers_share_without_doubles()
    {
        await Put([.. Enumerable.Range(0, 30).Select(i => new OutboxItem(Guid.NewGuid(), "mail", "{}", Talk.Noon.AddSeconds(i)))]);
        var taken = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => Outbox.Take(Talk.Noon.AddHours(1), Lease, 4, default)));
        Assert.All(taken, items => Assert.True(items.Length <= 4));
        Assert.Equal(30, taken.SelectMany(items => items).Select(item => item.Number).Distinct().Count());
        Assert.Equal(30, taken.Sum(items => items.Length));
    }

    [Fact]
    public async Task What_is_done_is_gone()
    {
        await Put(new OutboxItem(Guid.NewGuid(), "mail", "{}", Talk.Noon));
        var item = Assert.Single(await Outbox.Take(Talk.Noon, Lease, 10, default));
        await Outbox.Done(item.Number, default);
        await Outbox.Done(item.Number, default);
        Assert.Empty(await Outbox.Take(Talk.Noon.AddDays(1), Lease, 10, default));
    }

    [Fact]
    public async Task What_failed_comes_again_when_it_is_said_to()
    {
        await Put(new OutboxItem(Guid.NewGuid(), "mail", "{}", Talk.Noon));
        var item = Assert.Single(await Outbox.Take(Talk.Noon, Lease, 10, default));
        await Outbox.Retry(item.Number, Talk.Noon.AddHours(2), "refused", default);
        Assert.Empty(await Outbox.Take(Talk.Noon.AddHours(1), Lease, 10, default));
        Assert.Equal(1, Assert.Single(await Outbox.Take(Talk.Noon.AddHours(2), Lease, 10, default)).Tries);
    }

    [Fact]
    public async Task The_same_event_is_stored_once()
    {
        var item = new OutboxItem(Guid.NewGuid(), "mail", "{}", Talk.Noon);
        await Put(item, item);
        Assert.Single(await Outbox.Take(Talk.Noon, Lease, 10, default));
    }

    [Fact]
    public async Task Items_survive_a_restart_and_numbers_are_not_given_again()
    {
        await Put(new OutboxItem(Guid.NewGuid(), "mail", "{}", Talk.Noon), new(Guid.NewGuid(), "hook", "{}", Talk.Noon));
        var taken = await Outbox.Take(Talk.Noon, Lease, 10, default);
        await Outbox.Done(taken[1].Number, default);
        await Store.Reopen();
        await talk.Write(
            Store.Conversations, talk.Post("more") with { Outbox = [new(Guid.NewGuid(), "mail", "{}", Talk.Noon)] });
        var all = await Outbox.Take(Talk.Noon + Lease, Lease, 10, default);
        Assert.Equal(2, all.Length);
        Assert.DoesNotContain(all, item => item.Number == taken[1].Number);
    }

    private Task<long> Put(params OutboxItem[] items) => talk.Write(Store.Conversations, talk.Start() with { Outbox = [.. items] });
}
