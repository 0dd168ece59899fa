namespace MessageCenter.ClusterProcesses;

/// <summary>What is to run where, and on which store.</summary>
/// <param name="Silos">How many silos.</param>
/// <param name="Fronts">How many web fronts.</param>
/// <param name="Folder">Logs, and what the processes keep for themselves.</param>
public sealed record ClusterPlan(int Silos, int Fronts, string Folder)
{
    /// <summary>Connection string of PostgreSQL; null: nothing lies there.</summary>
    public string? Postgres { get; init; }

    /// <summary>Connection string of Azure Storage; null: nothing lies there.</summary>
    public string? Azure { get; init; }

    /// <summary>Where everything is kept: as the setting says it.</summary>
    public string Store { get; init; } = "postgres";

    /// <summary>Where the list of silos lies: as the setting says it.</summary>
    public string Clustering { get; init; } = "postgres";

    /// <summary>How long somebody whose connection dropped still counts as there.</summary>
    public int PresenceGraceSeconds { get; init; } = 30;

    /// <summary>Settings of the fronts beyond those of every cluster.</summary>
    public IReadOnlyDictionary<string, string> FrontSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>Silos, by number from 1, that run as users of their own, so that a firewall can tell them from the others.</summary>
    public IReadOnlyDictionary<int, UnixUser> SiloUsers { get; init; } = new Dictionary<int, UnixUser>();

    /// <summary>What every process of the cluster is told, and every client of it, by the names of environment variables.</summary>
    public Dictionary<string, string> SharedSettings()
    {
        var settings = new Dictionary<string, string>
        {
            ["DOTNET_NOLOGO"] = "1",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["MessageCenter__Clustering"] = Clustering,
            ["MessageCenter__Store"] = Store,
        };
        if (Postgres is not null)
        {
            settings["ConnectionStrings__Postgres"] = Postgres;
        }
        if (Azure is not null)
        {
            settings["ConnectionStrings__Azure"] = Azure;
        }
        return settings;
    }
}
