using System.Text;
using Azure.Data.Tables;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Azure;
using MessageCenter.Storage.Tests.Contract;
using static MessageCenter.Domain.Conversations.ConversationEvent;

namespace MessageCenter.Storage.Tests.Azure;

/// <summary>Opening tables, sharing them, and what hardly fits into them.</summary>
public sealed class AzureDatabaseTests
{
    [Fact]
    public async Task Many_processes_open_new_tables_at_once_and_agree()
    {
        var server = await AzuriteServer.Get();
        var options = new AzureStoreOptions { ConnectionString = server.ConnectionString, TablePrefix = $"t{Guid.NewGuid():N}" };
        var databases = Enumerable.Range(0, 8)
            .Select(_ => AzureStoreUnderTest.NewDatabase(options, TimeProvider.System)).ToArray();

        await Task.WhenAll(databases.Select(database => database.Open(default)));

        Assert.Single(databases.Select(database => database.Epoch).Distinct());
        var numbers = await Task.WhenAll(databases.SelectMany(
            database => Enumerable.Range(0, 150).Select(_ => database.ConversationNumbers.Next(default))));
        Assert.Equal(numbers.Length, numbers.Distinct().Count());
        Array.ForEach(databases, database => database.Dispose());
    }

    [Fact]
    public async Task Tables_of_a_newer_program_are_refused()
    {
        await using var store = await AzureStoreUnderTest.CreateHere();
        await store.Database.Tables.Store.Put(new TableEntity("store", "schema") { ["Value"] = "2" }, default);
        await Assert.ThrowsAsync<SchemaIsNewerException>(() => store.Reopen());
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1st")]
    [InlineData("message-center")]
    [InlineData("ümlaut")]
    public async Task A_prefix_that_begins_no_table_name_is_refused_in_one_line(string prefix)
    {
        using var database = AzureStoreUnderTest.NewDatabase(new() { TablePrefix = prefix }, TimeProvider.System);
        var refused = await Assert.ThrowsAsync<StoreStartupException>(() => database.Open(default));
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:9/a;")]
    public async Task A_storage_account_that_cannot_be_used_is_refused_in_one_line(string connectionString)
    {
        using var database = AzureStoreUnderTest.NewDatabase(
            new() { ConnectionString = connectionString, RetryPause = TimeSpan.FromMilliseconds(1) }, TimeProvider.System);
        var refused = await Assert.ThrowsAsync<StoreStartupException>(() => database.Open(default));
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task A_closed_store_is_unavailable()
    {
        var store = await AzureStoreUnderTest.CreateHere();
        await store.DisposeAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Documents.Read("account", "1", default));
    }

    [Fact]
    public async Task The_longest_texts_and_lists_are_read_back_the_same()
    {
        await using var store = await AzureStoreUnderTest.CreateHere();
        var talk = new Talk { Topics = [.. Enumerable.Range(0, Limits.AccountListMax).Select(_ => new TopicId(Guid.NewGuid()))] };
        await talk.Write(store.Conversations, talk.Start(new string('注', Limits.TextLengthMax)));
        var words = string.Join(' ', Enumerable.Range(0, 800).Select(i => $"w{i:000}"));
        await talk.Write(store.Conversations, talk.Next(
            Author.Contact, Talk.NewCommand(), [.. Enumerable.Range(0, 3).Select(_ => new MessagePosted(words))]));

        var stored = await store.Conversations.Load(talk.Account, talk.Id, 10, default);

        Assert.Equal(talk.State, stored?.State);
        Assert.Equal(words, (stored?.Recent[^1].Event as MessagePosted)?.Text);
        var found = await store.Conversations.Query(talk.Account, new() { Keywords = "w000 w799 注注" }, default);
        Assert.Empty(found.Rows);
        found = await store.Conversations.Query(talk.Account, new() { Keywords = "w799 w00" }, default);
        Assert.Equal(talk.Id, Assert.Single(found.Rows).ConversationId);
    }

    [Fact]
    public async Task An_append_beyond_one_transaction_is_refused_and_writes_nothing()
    {
        await using var store = await AzureStoreUnderTest.CreateHere();
        var talk = new Talk();
        var items = Enumerable.Range(0, 100).Select(_ => new OutboxItem(Guid.NewGuid(), "mail", "{}", Talk.Noon));
        await Assert.ThrowsAsync<ArgumentException>(
            () => store.Conversations.Append(talk.Start() with { Outbox = [.. items] }, default));
        Assert.Null(await store.Conversations.Load(talk.Account, talk.Id, 1, default));
    }

    [Fact]
    public async Task A_large_document_with_an_odd_key_is_read_back_the_same()
    {
        await using var store = await AzureStoreUnderTest.CreateHere();
        var text = new StringBuilder();
        for (var i = 0; i < Limits.OperatorsMax; i++)
        {
            text.Append(Guid.NewGuid()).Append(" Größe 注文 ");
        }
        foreach (var key in new[] { "a/b\\c#d?e%f=g ü\u0001", new string('k', 2_000), "" })
        {
            Assert.Equal(1, await store.Documents.Write("kind/1", key, 0, text.ToString(), default));
            Assert.Equal(new(1, text.ToString()), await store.Documents.Read("kind/1", key, default));
        }
        Assert.Null(await store.Documents.Read("kind/1", new string('k', 2_001), default));
    }
}
