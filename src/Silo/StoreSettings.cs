using MessageCenter.Clustering;
using MessageCenter.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MessageCenter.Silo;

/// <summary>Where everything is kept.</summary>
public enum StoreKind
{
    /// <summary>One file in the data folder, opened by one process.</summary>
    Sqlite,
}

/// <summary>Which store, and where it lies. Chosen independently of how silos find each other.</summary>
public sealed record StoreSettings
{
    /// <summary>Which store.</summary>
    public StoreKind Kind { get; private init; }

    /// <summary>Reads "MessageCenter:Store".</summary>
    public static StoreSettings Read(IConfiguration configuration) => configuration["MessageCenter:Store"] switch
    {
        null or "" or "sqlite" => new(),
        _ => throw new SettingIsRefusedException("MessageCenter:Store", "it is \"sqlite\""),
    };

    /// <summary>Puts the store behind the ports. A file lies in the folder, which is taken for this process alone.</summary>
    internal void AddTo(IServiceCollection services, Func<DataFolder> folder)
    {
        var file = folder().StoreFile;
        services.AddSqliteStore(store => store.Path = file);
    }
}
