using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Files;
using MessageCenter.Storage.Sql.Postgres;
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
        services.AddStore(provider => new SqliteDatabase(
            provider.GetRequiredService<IOptions<SqliteStoreOptions>>(),
            provider.GetRequiredService<StoreMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SqliteDatabase>>()));
        services.AddSingleton<IConversationStore, SqliteConversationStore>();
        services.AddSingleton<IDocumentStore, SqliteDocumentStore>();
        services.AddSingleton<IContactStore, SqliteContactStore>();
        services.AddSingleton<IOutboxStore, SqliteOutboxStore>();
        services.AddSingleton<IAttachmentStore>(
            provider => new FileAttachmentStore(provider.GetRequiredService<IOptions<SqliteStoreOptions>>().Value.AttachmentsFolder));
        return services;
    }

    /// <summary>
    /// One PostgreSQL database for every port, shared by any number of processes. It is opened when the host starts, ahead of
    /// everything else.
    /// </summary>
    public static IServiceCollection AddPostgresStore(this IServiceCollection services, Action<PostgresStoreOptions> configure)
    {
        services.Configure(configure);
        services.AddStore(provider => new PostgresDatabase(
            provider.GetRequiredService<IOptions<PostgresStoreOptions>>(),
            provider.GetRequiredService<StoreMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PostgresDatabase>>()));
        services.AddSingleton<IConversationStore, PostgresConversationStore>();
        services.AddSingleton<IDocumentStore, PostgresDocumentStore>();
        services.AddSingleton<IContactStore, PostgresContactStore>();
        services.AddSingleton<IOutboxStore, PostgresOutboxStore>();
        services.AddSingleton<IAttachmentStore, PostgresAttachmentStore>();
        return services;
    }

    private static void AddStore<TDatabase>(this IServiceCollection services, Func<IServiceProvider, TDatabase> database)
        where TDatabase : class, IOpenableStore
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<StoreMetrics>();
        services.AddSingleton(database);
        services.AddSingleton<IOpenableStore>(provider => provider.GetRequiredService<TDatabase>());
        services.AddHostedService<StoreStartup>();
    }
}
