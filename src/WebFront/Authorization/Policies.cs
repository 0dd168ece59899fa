namespace MessageCenter.WebFront.Authorization;

/// <summary>Who may come in where.</summary>
internal static class Policies
{
    /// <summary>A signed-in operator, known by her cookie.</summary>
    public const string Operator = nameof(Operator);

    /// <summary>A contact in a widget, known by her token.</summary>
    public const string Contact = nameof(Contact);

    /// <summary>Somebody on this machine, or anybody where the settings say so: figures of the running system.</summary>
    public const string Machine = nameof(Machine);
}
