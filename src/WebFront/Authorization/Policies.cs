namespace MessageCenter.WebFront.Authorization;

/// <summary>Who may come in where.</summary>
internal static class Policies
{
    /// <summary>A signed-in operator, known by her cookie.</summary>
    public const string Operator = nameof(Operator);

    /// <summary>A contact in a widget, known by her token.</summary>
    public const string Contact = nameof(Contact);
}
