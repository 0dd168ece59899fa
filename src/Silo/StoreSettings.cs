using MessageCenter.Clustering;
using MessageCenter.Storage;
using MessageCenter.Storage.Azure;
using MessageCenter.Storage.Sql.Postgres;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MessageCenter.Silo;

/// <summary>Where everything is kept.</summary>
public enum StoreKind
{
    /// <summary>One file in the data folder, opened by one process.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database that all silos share.</summary>
    Postgres,

    /// <summary>Tables and blobs of an Azure Storage account that all silos share.</summary>
    Azure,
}

/// <summary>Which store, and where it lies. Chosen independently of how silos find each other.</summary>
public sealed record StoreSettings
{
    /// <summary>Which store.</summary>
    public StoreKind Kind { get; private init; }

    /// <summary>Where the shared store lies; null for a file.</summary>
    public string? ConnectionString { get; private init; }

    /// <summary>Reads "MessageCenter:Store" and the connection string that belongs to it.</summary>
    public static StoreSettings Read(IConfiguration configuration) => configuration["MessageCenter:Store"] switch
    {
        null or "" or "sqlite" => new(),
        "postgres" => Shared(configuration, StoreKind.Postgres, "Postgres"),
        "azure" => Shared(configuration, StoreKind.Azure, "Azure"),
        _ => throw new SettingIsRefusedException("MessageCenter:Store", "it is \"sqlite\", \"postgres\" or \"azure\""),
    };

    /// <summary>Puts the store behind the ports. A file lies in the folder, which is taken for this process alone.</summary>
    internal void AddTo(IServiceCollection services, Func<DataFolder> folder)
    {
        switch (Kind)
        {
            case StoreKind.Postgres:
                services.AddPostgresStore(store => store.ConnectionString = ConnectionString ?? "");
                break;
            case StoreKind.Azure:
                services.AddAzureStore(store => store.ConnectionString = ConnectionString ?? "");
                break;
            default:
                var file = folder().StoreFile;
                services.AddSqliteStore(store => store.Path = file);
                break;
        }
    }

    private static StoreSettings Shared(IConfiguration configuration, StoreKind kind, string name) =>
        configuration.GetConnectionString(name) is { Length: > 0 } text
            ? new() { Kind = kind, ConnectionString = text }
            : throw new SettingIsRefusedException($"ConnectionStrings:{name}", "the store lies there, and it is missing");
}
