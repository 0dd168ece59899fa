using System.Globalization;

namespace MessageCenter.TestKit;

/// <summary>
/// Where a test's chance comes from. MESSAGECENTER_SEED replays a failure; a failing test prints its seed with
/// <see cref="ToString"/>.
/// </summary>
public readonly record struct Seed(int Value)
{
    /// <summary>The seed of this run.</summary>
    public static Seed Current { get; } = new(
        int.TryParse(Environment.GetEnvironmentVariable("MESSAGECENTER_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given
            : System.Random.Shared.Next());

    /// <summary>The same numbers for the same seed.</summary>
    public Random Random() => new(Value);

    /// <summary>An id for tests: the same number names the same thing in every run.</summary>
    public static Guid Id(int number) => new(number, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"MESSAGECENTER_SEED={Value}");
}
