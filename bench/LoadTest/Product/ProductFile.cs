using System.Reflection;

namespace MessageCenter.LoadTest.Product;

/// <summary>Where the built product lies.</summary>
internal static class ProductFile
{
    /// <summary>The dll named on the command line, or the one that was built beside this program.</summary>
    public static string Find(string? named)
    {
        var file = named ?? Path.Combine(BuiltTo(), "MessageCenter.MessageCenter.dll");
        return File.Exists(file)
            ? Path.GetFullPath(file)
            : throw new LoadTestException($"There is no product at {file}: build src/MessageCenter in the same configuration.");
    }

    private static string BuiltTo() =>
        typeof(ProductFile).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(data => data.Key == "ProductOutput").Value ?? "";
}
