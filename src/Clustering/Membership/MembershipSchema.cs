using System.Text;
using Npgsql;

namespace MessageCenter.Clustering.Membership;

/// <summary>The tables of the list of silos, made by whichever process comes first; the others wait for it.</summary>
internal static class MembershipSchema
{
    private const string Script = "MessageCenter.Clustering.Membership.0001-membership.sql";

    /// <summary>In the script a semicolon ends a line only where it ends a statement.</summary>
    private const string StatementEnd = ";\n";

    /// <summary>Any number that nothing else in the database locks; "membersh" as ASCII.</summary>
    private const long Lock = 0x6d656d6265727368;

    /// <summary>Makes what is missing.</summary>
    public static async Task Apply(string connectionString, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Run(connection, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({Lock})"), cancel);
        if (!await Exists(connection, cancel))
        {
            await Run(connection, await Text(), cancel);
        }
        await transaction.CommitAsync(cancel);
    }

    private static async Task<bool> Exists(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT to_regclass('orleansquery') IS NOT NULL", connection);
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    private static async Task Run(NpgsqlConnection connection, string text, CancellationToken cancel)
    {
        await using var batch = connection.CreateBatch();
        foreach (var statement in text.Split(StatementEnd, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            batch.BatchCommands.Add(new(statement));
        }
        await batch.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<string> Text()
    {
        await using var stream = typeof(MembershipSchema).Assembly.GetManifestResourceStream(Script)
            ?? throw new InvalidOperationException($"The schema script {Script} is missing.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
