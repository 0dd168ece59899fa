using System.Text;

namespace MessageCenter.StoreBench;

/// <summary>Messages of about 100 bytes: words of a made-up vocabulary, few of them often and most of them rarely.</summary>
internal sealed class Texts
{
    private const int Vocabulary = 20_000;
    private readonly string[] words = new string[Vocabulary];
    private readonly Random random;
    private readonly Lock gate = new();

    internal Texts(int seed, bool hasWords)
    {
        random = new(seed);
        for (var i = 0; i < Vocabulary; i++)
        {
            words[i] = hasWords ? Word() : "!!!!!";
        }
    }

    internal string Next()
    {
        lock (gate)
        {
            var text = new StringBuilder();
            var length = random.Next(20, 180);
            while (text.Length < length)
            {
                // Zipf-like: the rank grows with the exponent of an even number.
                text.Append(words[(int)Math.Pow(Vocabulary, random.NextDouble()) - 1]).Append(' ');
            }
            return text.ToString(0, text.Length - 1);
        }
    }

    private string Word()
    {
        var word = new StringBuilder();
        for (var syllables = random.Next(1, 5); syllables > 0; syllables--)
        {
            word.Append("bdfgklmnprstvz"[random.Next(14)]).Append("aeiouäö"[random.Next(7)]);
        }
        return word.ToString();
    }
}
