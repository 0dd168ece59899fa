using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Clustering.AzureStorage;
using Orleans.Hosting;

namespace MessageCenter.Clustering.Membership;

/// <summary>The list of silos in a table of an Azure storage account, beside the tables of the store if that lies there too.</summary>
internal static class AzureMembership
{
    /// <summary>Begins like the tables of the store. The cluster's id is its partition, so that several clusters share the table.</summary>
    private const string TableName = "messagecentersilos";
    private const string Setting = "ConnectionStrings:Azure";

    /// <summary>An account that does not answer must not hold up the silo: two tries, together a few seconds.</summary>
    private static readonly TimeSpan TryTakes = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Puts a silo on the list.</summary>
    public static void UseAzureMembership(this ISiloBuilder silo, string? connectionString)
    {
        var client = Client(connectionString);
        AddTable(silo.Services, client);
        silo.UseAzureStorageClustering(
            (AzureStorageClusteringOptions membership) => (membership.TableName, membership.TableServiceClient) = (TableName, client));
    }

    /// <summary>Lets a client read the list.</summary>
    public static void UseAzureMembership(this IClientBuilder client, string? connectionString)
    {
        var tables = Client(connectionString);
        AddTable(client.Services, tables);
        client.UseAzureStorageClustering(
            (AzureStorageGatewayOptions membership) => (membership.TableName, membership.TableServiceClient) = (TableName, tables));
    }

    private static void AddTable(IServiceCollection services, TableServiceClient client) =>
        services.AddSingleton<IHostedService>(_ => new MembershipStartup(cancel => Make(client, cancel)));

    private static async Task Make(TableServiceClient client, CancellationToken cancel)
    {
        try
        {
            await client.CreateTableIfNotExistsAsync(TableName, cancel);
        }
        catch (Exception problem) when (problem is RequestFailedException or AggregateException && !cancel.IsCancellationRequested)
        {
            var why = (problem.InnerException ?? problem).Message.Split('\n')[0].Trim();
            throw new SettingIsRefusedException(Setting, $"the list of silos cannot be read there ({why})", problem);
        }
    }

    private static TableServiceClient Client(string? connectionString)
    {
        try
        {
            return new(connectionString, new TableClientOptions
            {
                Retry = { Mode = RetryMode.Fixed, MaxRetries = 1, Delay = Pause, NetworkTimeout = TryTakes },
            });
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or InvalidOperationException)
        {
            throw new SettingIsRefusedException(Setting, "it is no connection string of Azure Storage", problem);
        }
    }
}
