namespace MessageCenter.Storage.Sql.Postgres;

/// <summary>Where the store is.</summary>
public sealed class PostgresStoreOptions
{
    /// <summary>Npgsql's connection string: at least Host, Database and Username.</summary>
    public string ConnectionString { get; set; } = "";
}
