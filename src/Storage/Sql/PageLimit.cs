namespace MessageCenter.Storage.Sql;

/// <summary>Asserts what the edge has checked: no page is empty by definition or without bound.</summary>
internal static class PageLimit
{
    internal static void Check(int limit, int max)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, max);
    }
}
