using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Sql.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MessageCenter.Storage;

/// <summary>Puts a store behind the ports.</summary>
public static class StorageServices
{
    /// <summary>One SQLite file for every port. It is opened when the host starts, ahead of everything else.</summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, Action<SqliteStoreOptions> configure)
    {
        services.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<StoreMetrics>();
        services.AddSingleton(provider => new SqliteDatabase(
            provider.GetRequiredService<IOptions<SqliteStoreOptions>>(),
            provider.GetRequiredService<StoreMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SqliteDatabase>>()));
        services.AddSingleton<IOpenableStore>(provider => provider.GetRequiredService<SqliteDatabase>());
        services.AddSingleton<IConversationStore, SqliteConversationStore>();
        services.AddSingleton<IDocumentStore, SqliteDocumentStore>();
        services.AddSingleton<IContactStore, SqliteContactStore>();
        services.AddSingleton<IOutboxStore, SqliteOutboxStore>();
        services.AddHostedService<StoreStartup>();
        return services;
    }
}
