using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Hosting;

namespace MessageCenter.Clustering.Membership;

/// <summary>The list of silos in PostgreSQL.</summary>
internal static class PostgresMembership
{
    private const string Provider = "Npgsql";
    private const string Setting = "ConnectionStrings:Postgres";

    /// <summary>Puts a silo on the list.</summary>
    public static void UsePostgresMembership(this ISiloBuilder silo, string? connectionString)
    {
        var bounded = Bounded(connectionString);
        AddTables(silo.Services, bounded);
        silo.UseAdoNetClustering(membership => (membership.Invariant, membership.ConnectionString) = (Provider, bounded));
    }

    /// <summary>Lets a client read the list.</summary>
    public static void UsePostgresMembership(this IClientBuilder client, string? connectionString)
    {
        var bounded = Bounded(connectionString);
        AddTables(client.Services, bounded);
        client.UseAdoNetClustering(membership => (membership.Invariant, membership.ConnectionString) = (Provider, bounded));
    }

    private static void AddTables(IServiceCollection services, string connectionString) =>
        services.AddSingleton<IHostedService>(_ => new MembershipStartup(cancel => Make(connectionString, cancel)));

    private static async Task Make(string connectionString, CancellationToken cancel)
    {
        try
        {
            await MembershipSchema.Apply(connectionString, cancel);
        }
        catch (Exception problem) when (problem is NpgsqlException or TimeoutException)
        {
            throw new SettingIsRefusedException(Setting, $"the list of silos cannot be read there ({problem.Message})", problem);
        }
    }

    /// <summary>A database that does not answer must not hold up the silo: no wait is longer than a few seconds.</summary>
    private static string Bounded(string? connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString)
            {
                Timeout = 3,
                CommandTimeout = 5,
                MaxPoolSize = 8,
                ApplicationName = "Message Center membership",
            }.ConnectionString;
        }
        catch (ArgumentException problem)
        {
            throw new SettingIsRefusedException(Setting, "it is no connection string of Npgsql", problem);
        }
    }
}
