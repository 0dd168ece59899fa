namespace MessageCenter.Domain.Conversations;

/// <summary>Where a conversation stands.</summary>
public enum ConversationStatus
{
    /// <summary>Started and not yet taken by anybody.</summary>
    New,

    /// <summary>An operator has it.</summary>
    Open,

    /// <summary>An operator has it and waits for something outside.</summary>
    Pending,

    /// <summary>Nobody owes an answer any more.</summary>
    Ended,
}

/// <summary>Whether both sides are there now.</summary>
public enum ConversationMode
{
    /// <summary>Messages flow; the answer comes later, and the contact is told so.</summary>
    Asynchronous,

    /// <summary>Contact and assigned operator are both online, and the conversation holds one of her chat slots.</summary>
    Live,
}

/// <summary>Why a live conversation turned asynchronous.</summary>
public enum AsynchronousReason
{
    /// <summary>The contact's last widget connection has been gone for the grace time.</summary>
    ContactLeft,

    /// <summary>The operator's last connection has been gone for the grace time.</summary>
    OperatorLeft,

    /// <summary>The operator switched to Away.</summary>
    OperatorAway,

    /// <summary>No real message for the account's number of minutes.</summary>
    NoMessages,
}

/// <summary>What of a contact an operator can set while she writes.</summary>
public enum ContactField
{
    /// <summary>Her name.</summary>
    Name,

    /// <summary>Her e-mail address.</summary>
    Email,

    /// <summary>Her phone number.</summary>
    Phone,

    /// <summary>Her company.</summary>
    Company,
}
