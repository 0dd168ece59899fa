using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using MessageCenter.Domain;

namespace MessageCenter.Tidy.Tests;

/// <summary>What the pages about hostile input claim is what the tests check.</summary>
public sealed partial class SecurityPageTests
{
    private const string BadInputs = "docs/bad-inputs.md";
    private const string ThreatModel = "docs/security.md";
    private const int RowsOfBadInputs = 100;

    [Fact]
    public void A_bad_input_names_the_classes_that_check_it_and_no_others() => Findings.None(
        from row in Rows()
        let named = NamesIn(row.Value).Where(name => !name.Contains('.', StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        let marked = TestIndex.All.Where(test => test.BadInputs.Contains(row.Key)).Select(test => test.Class)
            .Distinct().Order(StringComparer.Ordinal)
        where !named.SequenceEqual(marked)
        select $"{row.Key}: the page names {string.Join(", ", named)}; [BadInput({row.Key})] stands in {string.Join(", ", marked)}",
        $"{BadInputs} and the tests differ.");

    [Fact]
    public void A_bad_input_is_checked_or_waits_for_a_reason() => Findings.None(
        from row in Rows()
        where NamesIn(row.Value).Length == 0 && !row.Value.StartsWith("waits: ", StringComparison.Ordinal)
        select $"{row.Key}: {row.Value}",
        "A row without a test says what it waits for.");

    [Fact]
    public void All_bad_inputs_are_there() => Assert.Equal(Enumerable.Range(1, RowsOfBadInputs), Rows().Keys);

    [Fact]
    public void A_mark_of_a_bad_input_stands_on_a_test_and_names_a_row()
    {
        Findings.None(TestIndex.StrayBadInputs, "No test.");
        Findings.None(
            from test in TestIndex.All
            from number in test.BadInputs
            where number is < 1 or > RowsOfBadInputs
            select $"{test.Class}.{test.Name}: {number}",
            "No such row.");
    }

    [Theory]
    [InlineData(BadInputs)]
    [InlineData(ThreatModel)]
    public void A_test_that_a_page_names_exists(string page)
    {
        var named = LastCells(page).SelectMany(NamesIn).Distinct().ToArray();
        Assert.NotEmpty(named);
        Findings.None(named.Where(name => !TestIndex.Has(name)), $"{page} names tests that do not exist.");
    }

    [Fact]
    public void A_threat_is_stopped_by_something_that_is_tested() => Findings.None(
        LastCells(ThreatModel).Where(cell => NamesIn(cell).Length == 0 && !cell.StartsWith("waits: ", StringComparison.Ordinal)),
        "A threat without a test says what it waits for.");

    [Fact, BadInput(100)]
    public void Every_refusal_is_given_in_some_test()
    {
        var tests = Sources.CSharp.Where(file => file.IsIn("tests") && !file.IsIn("tests/Tidy.Tests")).Select(file => file.Text).ToArray();
        Findings.None(
            from refusal in typeof(Rejection).GetProperties(BindingFlags.Public | BindingFlags.Static)
            where refusal.PropertyType == typeof(Rejection)
            let names = new[] { $"Rejection.{refusal.Name}", $"\"{((Rejection)refusal.GetValue(null)!).Reason}\"" }
            where !tests.Any(text => names.Any(name => text.Contains(name, StringComparison.Ordinal)))
            select refusal.Name,
            "No test shows that this can be refused.");
    }

    private static SortedDictionary<int, string> Rows()
    {
        var rows = new SortedDictionary<int, string>();
        foreach (Match row in NumberedRow().Matches(new SourceFile(BadInputs).Text))
        {
            rows.Add(int.Parse(row.Groups["number"].ValueSpan, CultureInfo.InvariantCulture), row.Groups["last"].Value.Trim());
        }
        return rows;
    }

    private static IEnumerable<string> LastCells(string page) =>
        LastCell().Matches(new SourceFile(page).Text).Select(cell => cell.Groups["last"].Value.Trim())
            .Where(cell => cell != "checked by" && cell.Any(unit => unit != '-'));

    private static string[] NamesIn(string cell) => [.. Name().Matches(cell).Select(name => name.Groups["name"].Value)];

    [GeneratedRegex(@"^\| (?<number>\d+) \|.*\|(?<last>[^|]*)\|$", RegexOptions.Multiline)]
    private static partial Regex NumberedRow();

    [GeneratedRegex(@"^\|.*\|(?<last>[^|]*)\|$", RegexOptions.Multiline)]
    private static partial Regex LastCell();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Name();
}
