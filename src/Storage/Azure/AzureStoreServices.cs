using MessageCenter.Grains.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MessageCenter.Storage.Azure;

/// <summary>Puts Azure Storage behind the ports.</summary>
public static class AzureStoreServices
{
    /// <summary>Tables of one storage account for every port, shared by all processes of a cluster.</summary>
    public static IServiceCollection AddAzureStore(this IServiceCollection services, Action<AzureStoreOptions> configure)
    {
        services.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<StoreMetrics>();
        services.AddSingleton(provider => new AzureDatabase(
            provider.GetRequiredService<IOptions<AzureStoreOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<AzureDatabase>>()));
        services.AddSingleton<IOpenableStore>(provider => provider.GetRequiredService<AzureDatabase>());
        services.AddSingleton<IConversationStore, AzureConversationStore>();
        services.AddSingleton<IDocumentStore, AzureDocumentStore>();
        services.AddSingleton<IContactStore, AzureContactStore>();
        services.AddSingleton<IOutboxStore, AzureOutboxStore>();
        services.AddSingleton<IAttachmentStore, AzureAttachmentStore>();
        services.AddHostedService<StoreStartup>();
        return services;
    }
}
