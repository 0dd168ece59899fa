using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace MessageCenter.Storage.Azure;

/// <summary>The tables of one installation.</summary>
internal sealed class AzureTables
{
    internal AzureTables(AzureStoreOptions options, TimeProvider time)
    {
        // The client's own retries are off: a conditional write that is repeated unseen is refused by its own first try.
        var settings = new TableClientOptions { Retry = { MaxRetries = 0, NetworkTimeout = options.TryTimeout } };
        if (options.Wire is { } wire)
        {
            settings.AddPolicy(wire, HttpPipelinePosition.PerRetry);
        }
        var service = new TableServiceClient(options.ConnectionString, settings);
        Tries = new(options, time);
        AccountName = service.AccountName;
        Store = Table("store");
        Conversations = Table("conversations");
        Lists = Table("lists");
        Words = Table("words");
        Slots = Table("slots");
        Outbox = Table("outbox");
        Contacts = Table("contacts");
        Attachments = Container(options);
        Documents = new(service, options.TablePrefix + "documents", Tries);

        AzureTable Table(string name) => new(service.GetTableClient(options.TablePrefix + name), Tries);
    }

    internal string AccountName { get; }

    /// <summary>Repeats what may be repeated.</summary>
    internal AzureTries Tries { get; }

    /// <summary>The bytes of attachments.</summary>
    internal BlobContainerClient Attachments { get; }

    /// <summary>Schema, epoch, numbers given.</summary>
    internal AzureTable Store { get; }

    /// <summary>A partition for each conversation: row, entries, commands, outbox items.</summary>
    internal AzureTable Conversations { get; }

    /// <summary>Which conversations a list may hold.</summary>
    internal AzureTable Lists { get; }

    /// <summary>Which messages may hold a word.</summary>
    internal AzureTable Words { get; }

    /// <summary>Which conversations may hold an operator's slots.</summary>
    internal AzureTable Slots { get; }

    /// <summary>When outbox items are due.</summary>
    internal AzureTable Outbox { get; }

    /// <summary>Contacts and their list.</summary>
    internal AzureTable Contacts { get; }

    /// <summary>Grain documents.</summary>
    internal GrainStorage Documents { get; }

    internal Task Make(CancellationToken cancel) => Task.WhenAll(
        new[] { Store, Conversations, Lists, Words, Slots, Outbox, Contacts }.Select(table => table.Make(cancel))
            .Append(Documents.Make(cancel))
            .Append(Tries.Repeat(() => Attachments.CreateIfNotExistsAsync(cancellationToken: cancel), cancel)));

    private static BlobContainerClient Container(AzureStoreOptions options)
    {
        var settings = new BlobClientOptions { Retry = { MaxRetries = 0, NetworkTimeout = options.TryTimeout } };
        if (options.Wire is { } wire)
        {
            settings.AddPolicy(wire, HttpPipelinePosition.PerRetry);
        }
        // Names of containers are in small letters.
        return new(options.ConnectionString, $"{options.TablePrefix.ToLowerInvariant()}-attachments", settings);
    }
}
