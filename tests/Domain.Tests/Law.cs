namespace MessageCenter.Domain.Tests;

/// <summary>A claim that is checked a hundred thousand times: the words are made only when it is broken.</summary>
internal static class Law
{
    public static void Holds(bool claim, Func<string> brokenBecause)
    {
        if (!claim)
        {
            Assert.Fail(brokenBecause());
        }
    }
}
