using MessageCenter.Grains.Stores;

namespace MessageCenter.Storage.Tests.Contract;

/// <summary>What every adapter of <see cref="IDocumentStore"/> promises.</summary>
public abstract class DocumentStoreContract : IAsyncLifetime
{
    protected abstract Task<StoreUnderTest> Open();

    protected StoreUnderTest Store { get; private set; } = null!;

    private IDocumentStore Documents => Store.Documents;

    public async ValueTask InitializeAsync() => Store = await Open();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_document_is_written_read_and_raised()
    {
        Assert.Null(await Documents.Read("operator", "a/1", default));
        Assert.Equal(1, await Documents.Write("operator", "a/1", 0, """{"n":"ä"}""", default));
        Assert.Equal(new(1, """{"n":"ä"}"""), await Documents.Read("operator", "a/1", default));
        Assert.Equal(2, await Documents.Write("operator", "a/1", 1, "{}", default));
        Assert.Equal(new(2, "{}"), await Documents.Read("operator", "a/1", default));
    }

    [Fact]
    public async Task Kind_and_key_name_it_together()
    {
        await Documents.Write("operator", "1", 0, "1", default);
        Assert.Null(await Documents.Read("account", "1", default));
        Assert.Equal(1, await Documents.Write("account", "1", 0, "2", default));
        Assert.Equal(new(1, "1"), await Documents.Read("operator", "1", default));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Another_version_is_a_conflict_and_writes_nothing(long expected)
    {
        await Documents.Write("operator", "1", 0, "1", default);
        await Documents.Write("operator", "1", 1, "2", default);
        Assert.Null(await Documents.Write("operator", "1", expected, "3", default));
        Assert.False(await Documents.Delete("operator", "1", expected, default));
        Assert.Equal(new(2, "2"), await Documents.Read("operator", "1", default));
    }

    [Fact]
    public async Task A_version_of_what_is_absent_is_a_conflict()
    {
        Assert.Null(await Documents.Write("operator", "1", 1, "1", default));
        Assert.False(await Documents.Delete("operator", "1", 1, default));
        Assert.Null(await Documents.Read("operator", "1", default));
    }

    [Fact]
    public async Task What_is_deleted_is_absent_and_can_be_made_anew()
    {
        await Documents.Write("operator", "1", 0, "1", default);
        Assert.True(await Documents.Delete("operator", "1", 1, default));
        Assert.Null(await Documents.Read("operator", "1", default));
        Assert.Equal(1, await Documents.Write("operator", "1", 0, "2", default));
    }

    [Fact]
    public async Task Of_many_writers_on_one_version_one_wins()
    {
        var written = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => Documents.Write("account", "1", 0, $"{i}", default)));
        Assert.Single(written, version => version == 1);
        Assert.Equal(39, written.Count(version => version is null));
    }

    [Fact]
    public async Task Documents_survive_a_restart()
    {
        await Documents.Write("account", "1", 0, "1", default);
        await Store.Reopen();
        Assert.Equal(new(1, "1"), await Documents.Read("account", "1", default));
        Assert.Equal(2, await Documents.Write("account", "1", 1, "2", default));
    }
}
