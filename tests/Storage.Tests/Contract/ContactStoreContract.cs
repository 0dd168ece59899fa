using MessageCenter.Domain;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Storage.Tests.Contract;

/// <summary>What every adapter of <see cref="IContactStore"/> promises.</summary>
public abstract class ContactStoreContract : IAsyncLifetime
{
    private readonly AccountId account = new(Guid.NewGuid());

    protected abstract Task<StoreUnderTest> Open();

    protected StoreUnderTest Store { get; private set; } = null!;

    private IContactStore Contacts => Store.Contacts;

    public async ValueTask InitializeAsync() => Store = await Open();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Document_and_row_change_together()
    {
        var id = NewContact();
        Assert.Equal(1, await Contacts.Write(account, id, 0, "1", Row(1, Talk.Noon), default));
        Assert.Equal(2, await Contacts.Write(account, id, 1, "2", Row(1, Talk.Noon.AddHours(1), "Vera"), default));
        Assert.Null(await Contacts.Write(account, id, 1, "3", Row(9, Talk.Noon), default));
        Assert.Null(await Contacts.Write(account, id, 0, "4", Row(9, Talk.Noon), default));

        Assert.Equal(new(2, "2"), await Contacts.Read(account, id, default));
        Assert.Equal(
            (id, Row(1, Talk.Noon.AddHours(1), "Vera")), Assert.Single((await Contacts.Query(account, null, 10, default)).Rows));
    }

    [Fact]
    public async Task A_foreign_account_meets_nothing()
    {
        var id = NewContact();
        var foreign = new AccountId(Guid.NewGuid());
        await Contacts.Write(account, id, 0, "1", Row(1, Talk.Noon), default);
        Assert.Null(await Contacts.Read(foreign, id, default));
        Assert.Empty((await Contacts.Query(foreign, null, 10, default)).Rows);
        Assert.Null(await Contacts.Write(foreign, id, 1, "2", Row(1, Talk.Noon), default));
        Assert.Equal(1, await Contacts.Write(foreign, id, 0, "theirs", Row(7, Talk.Noon), default));
        Assert.Equal(new(1, "1"), await Contacts.Read(account, id, default));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(10)]
    public async Task Pages_are_complete_last_seen_first(int limit)
    {
        var ids = Enumerable.Range(0, 9).Select(_ => NewContact()).ToArray();
        for (var i = 0; i < ids.Length; i++)
        {
            // Three of each have been seen at the same time.
            await Contacts.Write(account, ids[i], 0, "{}", Row(i, Talk.Noon.AddMinutes(i / 3)), default);
        }

        var read = new List<(ContactId ContactId, ContactRow Row)>();
        var cursor = (string?)null;
        do
        {
            var page = await Contacts.Query(account, cursor, limit, default);
            read.AddRange(page.Rows);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(ids.ToHashSet(), read.Select(each => each.ContactId).ToHashSet());
        Assert.Equal(9, read.Count);
        Assert.Equal(read.Select(each => each.Row.LastSeenAt).OrderDescending(), read.Select(each => each.Row.LastSeenAt));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("' OR 1=1 --aaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_cursor_of_no_list_is_refused(string cursor) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Contacts.Query(account, cursor, 10, default));

    private static ContactId NewContact() => new(Guid.NewGuid());

    private static ContactRow Row(long number, DateTimeOffset seen, string? name = null) =>
        new(number, name, name is null ? null : "vera@example.org", Talk.Noon, seen);
}
