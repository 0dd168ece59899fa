namespace MessageCenter.TestKit;

/// <summary>
/// The rows of docs/bad-inputs.md that a test checks. The page names the test's class in those rows; a test compares both,
/// so that a row without a test cannot pass for one that has any.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BadInputAttribute(params int[] rows) : Attribute
{
    /// <summary>Numbers of the rows, 1 to 100.</summary>
    public IReadOnlyList<int> Rows => rows;
}
