using System.Globalization;
using Azure.Data.Tables;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Search;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MessageCenter.Storage.Azure;

/// <summary>
/// The tables of one installation, used by any number of processes. Whoever comes first makes them; all of it may be done
/// by many at once.
/// </summary>
public sealed class AzureDatabase : IOpenableStore, IDisposable
{
    private const long SchemaKnown = 1;
    private const string Partition = "store";

    private readonly AzureStoreOptions options;
    private readonly ILogger<AzureDatabase> logger;
    private AzureTables? tables;
    private NumberBlocks? conversationNumbers;
    private NumberBlocks? outboxNumbers;

    internal AzureDatabase(IOptions<AzureStoreOptions> options, TimeProvider time, ILogger<AzureDatabase> logger)
    {
        this.options = options.Value;
        this.logger = logger;
        Time = time;
        Calls = new(this.options, time);
    }

    /// <summary>Names the history of these tables: what clients know beyond it has not happened.</summary>
    public Guid Epoch { get; private set; }

    internal TimeProvider Time { get; }

    internal AzureCalls Calls { get; }

    internal AzureTables Tables => tables ?? throw NotOpen();

    internal NumberBlocks ConversationNumbers => conversationNumbers ?? throw NotOpen();

    internal NumberBlocks OutboxNumbers => outboxNumbers ?? throw NotOpen();

    /// <summary>A new id, in order of time.</summary>
    internal Guid NewId() => Guid.CreateVersion7(Time.GetUtcNow());

    /// <summary>Throws <see cref="StoreStartupException"/> with one line that says why the store cannot be used.</summary>
    internal async Task Open(CancellationToken cancel)
    {
        TextFold.SelfTest();
        if (!IsPrefix(options.TablePrefix))
        {
            throw new StoreStartupException(
                $"\"{options.TablePrefix}\" begins no table's name: 2 to 40 letters and digits, a letter first.");
        }
        try
        {
            await Calls.Read(Prepare, cancel);
        }
        catch (Exception problem)
            when (problem is StoreUnavailableException or FormatException or ArgumentException or InvalidOperationException)
        {
            var why = problem.InnerException?.Message ?? problem.Message;
            throw new StoreStartupException($"The storage account cannot be used: {why.Split('\n')[0].Trim()}", problem);
        }
        Log.StoreOpened(logger, Name, SchemaKnown, Epoch);
    }

    Task IOpenableStore.Open(CancellationToken cancel) => Open(cancel);

    Task IOpenableStore.Close()
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Calls that come later are answered "unavailable".</summary>
    public void Dispose()
    {
        conversationNumbers?.Dispose();
        outboxNumbers?.Dispose();
        tables = null;
        conversationNumbers = null;
        outboxNumbers = null;
    }

    private static StoreUnavailableException NotOpen() => new("The store is not open.");

    private static bool IsPrefix(string text) =>
        text.Length is >= 2 and <= 40 && char.IsAsciiLetter(text[0]) && text.All(char.IsAsciiLetterOrDigit);

    private string Name => $"{tables?.AccountName}/{options.TablePrefix}";

    private async Task<bool> Prepare(CancellationToken cancel)
    {
        var made = new AzureTables(options, Time);
        await made.Make(cancel);
        tables = made;
        var schema = long.Parse(
            await ReadOrMake(made.Store, "schema", SchemaKnown.ToString(CultureInfo.InvariantCulture), cancel),
            CultureInfo.InvariantCulture);
        if (schema > SchemaKnown)
        {
            tables = null;
            throw new SchemaIsNewerException($"{made.AccountName}/{options.TablePrefix}", schema, SchemaKnown);
        }
        Epoch = Guid.ParseExact(await ReadOrMake(made.Store, "epoch", NewId().ToString("D"), cancel), "D");
        conversationNumbers = new(made.Store, "conversation");
        outboxNumbers = new(made.Store, "outbox");
        return true;
    }

    /// <summary>Of many who come first at once one writes, and all read what it wrote.</summary>
    private static async Task<string> ReadOrMake(AzureTable store, string row, string made, CancellationToken cancel)
    {
        while (true)
        {
            if ((await store.Find(Partition, row, cancel))?.GetString("Value") is { } stored)
            {
                return stored;
            }
            await store.TryAdd(new(Partition, row) { ["Value"] = made }, cancel);
        }
    }
}
