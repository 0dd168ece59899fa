using System.Reflection;

namespace MessageCenter.TestKit;

/// <summary>The folders of this repository, as they were when the tests were built.</summary>
public static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>Where the product is built to, in the configuration of the tests.</summary>
    public static string ProductOutput { get; } = Metadata("ProductOutput");

    /// <summary>A path in the repository.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value
        ?? throw new InvalidOperationException($"The build did not say {key}.");
}
