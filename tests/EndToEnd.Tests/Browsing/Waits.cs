namespace MessageCenter.EndToEnd.Tests.Browsing;

/// <summary>How long a person on a loaded machine would wait, in milliseconds. Nothing here is slept through.</summary>
internal static class Waits
{
    /// <summary>For what should be there at once.</summary>
    public const float Soon = 10_000;

    /// <summary>For what comes after the grace time, a lease or a server that starts.</summary>
    public const float AfterGrace = 30_000;
}
