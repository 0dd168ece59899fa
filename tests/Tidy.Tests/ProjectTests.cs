using System.Text.RegularExpressions;

namespace MessageCenter.Tidy.Tests;

/// <summary>The one direction: Domain, Grains.Interfaces, Grains, Storage, Silo; WebFront beside it knows no grain.</summary>
public sealed partial class ProjectTests
{
    private static readonly Dictionary<string, string[]> MayReference = new(StringComparer.Ordinal)
    {
        ["Domain"] = [],
        ["Grains.Interfaces"] = ["Domain"],
        ["Grains"] = ["Domain", "Grains.Interfaces"],
        ["Storage"] = ["Domain", "Grains.Interfaces", "Grains"],
        ["Outbound"] = ["Domain", "Grains.Interfaces", "Grains"],
        ["Clustering"] = [],
        ["Silo"] = ["Domain", "Grains.Interfaces", "Grains", "Storage", "Outbound", "Clustering"],
        ["WebFront"] = ["Domain", "Grains.Interfaces", "Clustering"],
        ["MessageCenter"] = ["Domain", "Grains.Interfaces", "Grains", "Storage", "Silo", "WebFront", "Clustering"],
    };

    [Fact]
    public void Projects_depend_one_way_only() => Findings.None(
        from file in Sources.WithEnding(".csproj")
        where file.IsIn("src")
        let project = Path.GetFileNameWithoutExtension(file.Path)
        from Match reference in ProjectReference().Matches(file.Text)
        let referenced = Path.GetFileNameWithoutExtension(reference.Groups["name"].Value.Replace('\\', '/'))
        where !MayReference.TryGetValue(project, out var allowed) || !allowed.Contains(referenced)
        select $"{project} -> {referenced}",
        "Dependencies point from programs to rules.");

    [Fact]
    public void The_domain_needs_nothing_but_the_serializers_attributes()
    {
        var domain = new SourceFile("src/Domain/Domain.csproj");
        Assert.Equal(["Microsoft.Orleans.Sdk"], PackageReference().Matches(domain.Text).Select(match => match.Groups["name"].Value));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = new SourceFile("MessageCenter.sln").Text.Replace('\\', '/');
        Findings.None(
            Sources.Paths.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)
                && !solution.Contains(path, StringComparison.Ordinal)),
            "Not in the solution.");
    }

    [Fact]
    public void Versions_of_packages_stand_in_one_place() => Findings.None(
        Sources.WithEnding(".csproj").Where(file => file.Text.Contains("Version=\"", StringComparison.Ordinal)).Select(file => file.Path),
        "Put the version into Directory.Packages.props.");

    [GeneratedRegex("<ProjectReference Include=\"(?<name>[^\"]+)\"")]
    private static partial Regex ProjectReference();

    [GeneratedRegex("<PackageReference Include=\"(?<name>[^\"]+)\"")]
    private static partial Regex PackageReference();
}
