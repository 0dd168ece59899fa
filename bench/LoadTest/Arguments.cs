using System.Globalization;

namespace MessageCenter.LoadTest;

/// <summary>`--name value` pairs after the command; an unknown or malformed one is an error, never ignored.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> given = [];
    private readonly HashSet<string> asked = [];

    public Arguments(IReadOnlyList<string> words)
    {
        for (var at = 0; at < words.Count; at += 2)
        {
            if (!words[at].StartsWith("--", StringComparison.Ordinal) || at + 1 == words.Count)
            {
                throw new LoadTestException($"Expected '--name value', found '{words[at]}'.");
            }
            given[words[at][2..]] = words[at + 1];
        }
    }

    /// <summary>A whole number within bounds.</summary>
    public int Number(string name, int otherwise, int min, int max)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new LoadTestException($"--{name} is a number from {min} to {max}.");
    }

    /// <summary>One of these words; the first when nothing is given.</summary>
    public string Choice(string name, params IReadOnlyList<string> words)
    {
        var word = Text(name) ?? words[0];
        return words.Contains(word) ? word : throw new LoadTestException($"--{name} is one of {string.Join(", ", words)}.");
    }

    /// <summary>Any text; null when not given.</summary>
    public string? Text(string name)
    {
        asked.Add(name);
        return given.GetValueOrDefault(name);
    }

    /// <summary>Call after the last question: what was given and never asked for is a mistake.</summary>
    public void RefuseUnknown()
    {
        var unknown = given.Keys.Except(asked).Order(StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
        {
            throw new LoadTestException($"Unknown option --{string.Join(", --", unknown)}.");
        }
    }
}
