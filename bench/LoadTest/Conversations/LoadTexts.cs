using System.Globalization;
using System.Text;

namespace MessageCenter.LoadTest.Conversations;

/// <summary>What is said: about a hundred characters, words of a made-up language whose few are frequent and many are rare.</summary>
internal sealed class LoadTexts
{
    private const int Phrases = 512;
    private const int Vocabulary = 3_000;
    private const int PhraseLength = 90;
    private static readonly string[] Syllables =
        ["ba", "den", "fo", "gri", "hal", "ki", "lor", "mes", "nu", "pa", "ran", "sti", "tor", "vel", "wi", "zu"];

    private readonly string[] phrases;

    public LoadTexts(int seed)
    {
        var random = new Random(seed);
        var words = Enumerable.Range(0, Vocabulary).Select(_ => Word(random)).ToArray();
        phrases = Enumerable.Range(0, Phrases).Select(_ => Phrase(random, words)).ToArray();
    }

    public string Of(int conversation, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{conversation}.{number} {phrases[(conversation * 31 + number) % Phrases]}");

    private static string Word(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Syllables[random.Next(Syllables.Length)]));

    private static string Phrase(Random random, string[] words)
    {
        var text = new StringBuilder();
        while (text.Length < PhraseLength)
        {
            // The square makes the first words of the vocabulary frequent, as in any language.
            var rank = random.NextDouble();
            text.Append(words[(int)(rank * rank * rank * words.Length)]).Append(' ');
        }
        return text.ToString().TrimEnd();
    }
}
