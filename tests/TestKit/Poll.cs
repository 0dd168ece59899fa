using Xunit;

namespace MessageCenter.TestKit;

/// <summary>
/// Waits for what must come, instead of sleeping. A wait has a name and a bound; its failure says what was expected and
/// what was there instead.
/// </summary>
public static class Poll
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Long enough for a loaded machine; a test that waits so long has failed anyway.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Waits until the condition holds.</summary>
    public static Task Until(Func<bool> condition, string wait, TimeSpan? timeout = null) =>
        For(() => Task.FromResult(condition()), holds => holds, wait, "true", timeout);

    /// <summary>Waits until the condition holds.</summary>
    public static Task Until(Func<Task<bool>> condition, string wait, TimeSpan? timeout = null) =>
        For(condition, holds => holds, wait, "true", timeout);

    /// <summary>Reads again and again until the value is as expected, and returns it.</summary>
    public static async Task<T> For<T>(
        Func<Task<T>> read, Func<T, bool> isExpected, string wait, string expected, TimeSpan? timeout = null)
    {
        var patience = timeout ?? Patience;
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var actual = await read();
            if (isExpected(actual))
            {
                return actual;
            }
            if (TimeProvider.System.GetElapsedTime(begun) > patience)
            {
                Assert.Fail($"{wait}: not within {patience.TotalSeconds:0.#} s.\nexpected: {expected}\nactual:   {actual}");
            }
            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
