namespace MessageCenter.Domain.Operators;

/// <summary>What an operator may do in her account.</summary>
public enum OperatorRole
{
    /// <summary>Answers.</summary>
    Agent,

    /// <summary>Answers and sets the account up.</summary>
    Admin,

    /// <summary>The one who began the account.</summary>
    Owner,
}

/// <summary>The switch at the bottom left.</summary>
public enum Availability
{
    /// <summary>No live conversation is routed to her; assigned ones go on asynchronously.</summary>
    Away,

    /// <summary>Live conversations are routed to her while a slot is free.</summary>
    Online,
}
