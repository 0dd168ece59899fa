namespace MessageCenter.Domain.Conversations;

/// <summary>
/// An action that an operator types as "$name …" where she writes. It is never sent to the contact, whatever it says. A
/// contact who types the same sends plain text: nobody reads commands out of messages.
/// </summary>
public abstract record TypedCommand
{
    private TypedCommand()
    {
    }

    /// <summary>$name: the contact's name is this; null: it is not known.</summary>
    public sealed record SetName(string? Name) : TypedCommand;

    /// <summary>$email: the contact's address is this; null: it is not known.</summary>
    public sealed record SetEmail(string? Email) : TypedCommand;

    /// <summary>$locale: the conversation is held in this language.</summary>
    public sealed record SetLocale(string Locale) : TypedCommand;

    /// <summary>$note: only operators read this.</summary>
    public sealed record LeaveNote(string Text) : TypedCommand;

    /// <summary>$send: the transcript goes to the contact, after the end.</summary>
    public sealed record SendTranscript : TypedCommand;

    /// <summary>$dispatch: the transcript, as far as it goes, is mailed to this address now.</summary>
    public sealed record DispatchTranscript(string Recipient) : TypedCommand;

    /// <summary>$integration: the conversation is posted to the account's integration of this name.</summary>
    public sealed record UseIntegration(string Name) : TypedCommand;

    /// <summary>$topic: the conversation gets the topic of this name, or loses it.</summary>
    public sealed record ToggleTopic(string Name) : TypedCommand;

    /// <summary>$status: open, pending or ended.</summary>
    public sealed record ChangeStatus(ConversationStatus Status) : TypedCommand;

    /// <summary>$help: changes nothing.</summary>
    public sealed record Help : TypedCommand;
}

/// <summary>Reads typed commands: pure and total. Words in any case, because phones begin with a capital.</summary>
public static class TypedCommands
{
    /// <summary>What a value must be to say "not known": a name or an address is never a lone hyphen.</summary>
    public const string Unknown = "-";

    /// <summary>Every word, as it is typed after the "$".</summary>
    public static IReadOnlyList<string> Words { get; } =
        ["name", "email", "locale", "note", "send", "dispatch", "topic", "status", "integration", "help"];

    /// <summary>Reads one command. Refused: no such word, a value that is missing, not wanted or wrong.</summary>
    public static Rejection? Read(string? text, out TypedCommand command)
    {
        command = new TypedCommand.Help();
        if (MessageText.Check(text, out var clean) is { } bad)
        {
            return bad;
        }
        clean = clean.Trim();
        if (clean[0] != '$')
        {
            return Rejection.CommandIsUnknown;
        }
        var end = clean.AsSpan().IndexOfAny(' ', '\t', '\n');
        var word = (end < 0 ? clean[1..] : clean[1..end]).ToLowerInvariant();
        var value = end < 0 ? "" : clean[end..].Trim();
        return word switch
        {
            "send" or "help" => Alone(word, value, out command),
            _ when !Words.Contains(word) => Rejection.CommandIsUnknown,
            _ when value.Length == 0 => Rejection.CommandNeedsValue,
            "name" => Name(value, out command),
            "email" => Email(value, out command),
            "locale" => Locale(value, out command),
            "note" => Note(value, out command),
            "dispatch" => Dispatch(value, out command),
            "topic" => Topic(value, out command),
            "integration" => Integration(value, out command),
            _ => Status(value, out command),
        };
    }

    private static Rejection? Alone(string word, string value, out TypedCommand command)
    {
        command = word == "send" ? new TypedCommand.SendTranscript() : new TypedCommand.Help();
        return value.Length == 0 ? null : Rejection.CommandTakesNoValue;
    }

    private static Rejection? Name(string value, out TypedCommand command)
    {
        command = new TypedCommand.SetName(value == Unknown ? null : value);
        return Fields.IsName(value) ? null : Rejection.NameIsInvalid;
    }

    private static Rejection? Email(string value, out TypedCommand command)
    {
        command = new TypedCommand.SetEmail(value == Unknown ? null : value);
        return value == Unknown || EmailAddress.IsValid(value) ? null : Rejection.EmailIsInvalid;
    }

    private static Rejection? Locale(string value, out TypedCommand command)
    {
        command = new TypedCommand.SetLocale(value);
        return Locales.IsValid(value) ? null : Rejection.LocaleIsInvalid;
    }

    private static Rejection? Note(string value, out TypedCommand command)
    {
        command = new TypedCommand.LeaveNote(value);
        return null;
    }

    // One address and nothing else: what a mail's header could be broken with is no part of an address.
    private static Rejection? Dispatch(string value, out TypedCommand command)
    {
        command = new TypedCommand.DispatchTranscript(value);
        return EmailAddress.IsValid(value) ? null : Rejection.EmailIsInvalid;
    }

    private static Rejection? Topic(string value, out TypedCommand command)
    {
        command = new TypedCommand.ToggleTopic(value);
        return Fields.IsName(value) ? null : Rejection.NameIsInvalid;
    }

    private static Rejection? Integration(string value, out TypedCommand command)
    {
        command = new TypedCommand.UseIntegration(value);
        return Fields.IsName(value) ? null : Rejection.IntegrationIsUnknown;
    }

    private static Rejection? Status(string value, out TypedCommand command)
    {
        ConversationStatus? status = value.ToLowerInvariant() switch
        {
            "open" => ConversationStatus.Open,
            "pending" => ConversationStatus.Pending,
            "ended" => ConversationStatus.Ended,
            _ => null,
        };
        command = new TypedCommand.ChangeStatus(status ?? ConversationStatus.Open);
        return status is null ? Rejection.StatusCannotBeSet : null;
    }
}
