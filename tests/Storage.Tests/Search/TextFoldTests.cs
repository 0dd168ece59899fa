using CsCheck;
using MessageCenter.Storage.Search;

namespace MessageCenter.Storage.Tests.Search;

public sealed class TextFoldTests
{
    [Fact]
    public void Folding_twice_changes_nothing() =>
        Gen.String.Sample(text => TextFold.Fold(TextFold.Fold(text)) == TextFold.Fold(text));

    [Fact]
    public void Only_letters_digits_and_single_spaces_are_left() =>
        Gen.String.Sample(text =>
        {
            var folded = TextFold.Fold(text);
            return folded.Trim() == folded && !folded.Contains("  ", StringComparison.Ordinal) && !folded.Contains('"');
        });

    [Fact]
    public void Case_makes_no_difference_to_ascii() =>
        Gen.String[Gen.Char[' ', '~'], 0, 40].Sample(text => TextFold.Fold(text.ToUpperInvariant()) == TextFold.Fold(text));
}
