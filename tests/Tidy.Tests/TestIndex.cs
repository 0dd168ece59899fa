using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MessageCenter.Tidy.Tests;

/// <summary>A test, and the rows of docs/bad-inputs.md whose numbers it bears.</summary>
internal sealed record TestMethod(string Class, string Name, IReadOnlyList<int> BadInputs);

/// <summary>All tests of the repository by name, so that documents can be held to the tests they name.</summary>
internal static class TestIndex
{
    private static readonly string[] ClientTestEndings = [".test.ts", ".test.js"];

    /// <summary>The C# tests.</summary>
    public static IReadOnlyList<TestMethod> All { get; } =
    [
        .. from file in Sources.CSharp
           where file.IsIn("tests")
           from method in file.Syntax().DescendantNodes().OfType<MethodDeclarationSyntax>()
           where IsTest(method)
           from type in method.Ancestors().OfType<TypeDeclarationSyntax>().Take(1)
           select new TestMethod(type.Identifier.Text, method.Identifier.Text, BadInputsOf(method)),
    ];

    /// <summary>Marks that stand on something that is no test, and so check nothing.</summary>
    public static IReadOnlyList<string> StrayBadInputs { get; } =
    [
        .. from file in Sources.CSharp
           from method in file.Syntax().DescendantNodes().OfType<MethodDeclarationSyntax>()
           where BadInputsOf(method).Count > 0 && !IsTest(method)
           select $"{file}: {method.Identifier.Text}",
    ];

    /// <summary>A class, a test as "Class.Name", or a file of the clients' tests.</summary>
    public static bool Has(string name) =>
        ClientTestEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))
            ? Sources.Paths.Any(path => path.EndsWith("/" + name, StringComparison.Ordinal))
            : All.Any(test => name == test.Class || name == $"{test.Class}.{test.Name}");

    private static bool IsTest(MethodDeclarationSyntax method) => AttributesOf(method).Any(one => one.Name.ToString() is "Fact" or "Theory");

    private static IReadOnlyList<int> BadInputsOf(MethodDeclarationSyntax method) =>
    [
        .. from attribute in AttributesOf(method)
           where attribute.Name.ToString() == "BadInput"
           from argument in attribute.ArgumentList?.Arguments ?? default
           select int.Parse(argument.ToString(), CultureInfo.InvariantCulture),
    ];

    private static IEnumerable<AttributeSyntax> AttributesOf(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes);
}
