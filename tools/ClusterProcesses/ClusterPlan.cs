namespace MessageCenter.ClusterProcesses;

/// <summary>What is to run where, and on which store.</summary>
/// <param name="Silos">How many silos.</param>
/// <param name="Fronts">How many web fronts.</param>
/// <param name="Folder">Logs, and what the processes keep for themselves.</param>
/// <param name="Postgres">Connection string of membership, and of the store unless <see cref="Azure"/> is given.</param>
public sealed record ClusterPlan(int Silos, int Fronts, string Folder, string Postgres)
{
    /// <summary>Connection string of the Azure Storage that holds the store; null: PostgreSQL holds it.</summary>
    public string? Azure { get; init; }

    /// <summary>How long somebody whose connection dropped still counts as there.</summary>
    public int PresenceGraceSeconds { get; init; } = 30;

    /// <summary>Settings of the fronts beyond those of every cluster.</summary>
    public IReadOnlyDictionary<string, string> FrontSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>Silos, by number from 1, that run as users of their own, so that a firewall can tell them from the others.</summary>
    public IReadOnlyDictionary<int, UnixUser> SiloUsers { get; init; } = new Dictionary<int, UnixUser>();

    /// <summary>What every process of the cluster is told.</summary>
    public Dictionary<string, string> SharedSettings()
    {
        var settings = new Dictionary<string, string>
        {
            ["DOTNET_NOLOGO"] = "1",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["MessageCenter__Clustering"] = "postgres",
            ["MessageCenter__Store"] = Azure is null ? "postgres" : "azure",
            ["ConnectionStrings__Postgres"] = Postgres,
        };
        if (Azure is not null)
        {
            settings["ConnectionStrings__Azure"] = Azure;
        }
        return settings;
    }
}
