using System.Reflection;

namespace MessageCenter.ClusterProcesses;

/// <summary>The product's programs, built in the same configuration as this.</summary>
public static class ProgramFile
{
    /// <summary>One silo.</summary>
    public static string Silo => Find("Silo");

    /// <summary>One web front.</summary>
    public static string WebFront => Find("WebFront");

    /// <summary>Where Azurite's version is pinned, and where npm installs it.</summary>
    internal static string AzuriteFolder => Metadata("AzuriteFolder");

    private static string Find(string project)
    {
        var file = Path.Combine(Metadata("ProgramFolder"), project, Metadata("ProgramOutput"), $"MessageCenter.{project}.dll");
        return File.Exists(file) ? file : throw new ClusterException($"There is no {file}: build src/{project} in the same configuration.");
    }

    private static string Metadata(string key) =>
        typeof(ProgramFile).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == key).Value ?? "";
}
