namespace MessageCenter.Domain.Operators;

/// <summary>What sign-in keeps of an operator: a password hash, never a password.</summary>
public sealed record StoredCredentials(string PasswordHash, string SecurityStamp, int FailedTries, DateTimeOffset? LockedUntil);

/// <summary>An operator's document. Connections and slots are not in it: those are leased and counted.</summary>
public sealed record OperatorState
{
    /// <summary>Nothing set yet: away, as on every first visit.</summary>
    public static OperatorState Nothing { get; } = new();

    /// <summary>The switch.</summary>
    public Availability Availability { get; init; } = Availability.Away;

    /// <summary>She has used the switch at least once.</summary>
    public bool HasUsedSwitch { get; init; }

    /// <summary>How she signs in; null until set.</summary>
    public StoredCredentials? Credentials { get; init; }
}

/// <summary>What somebody wants of an operator.</summary>
public abstract record OperatorCommand
{
    private OperatorCommand()
    {
    }

    /// <summary>The Online/Away switch.</summary>
    public sealed record SetAvailability(Availability Availability) : OperatorCommand;

    /// <summary>Sign-in replaces what it keeps.</summary>
    public sealed record WriteCredentials(StoredCredentials Credentials) : OperatorCommand;
}

/// <summary>What happened to an operator.</summary>
public abstract record OperatorEvent
{
    private OperatorEvent()
    {
    }

    /// <summary>The switch is here now.</summary>
    public sealed record AvailabilityChanged(Availability Availability) : OperatorEvent;

    /// <summary>Sign-in keeps this now.</summary>
    public sealed record CredentialsChanged(StoredCredentials Credentials) : OperatorEvent;
}

/// <summary>The rules of an operator.</summary>
public static class OperatorDecider
{
    /// <summary>Decides one command.</summary>
    public static Decision<OperatorEvent> Decide(OperatorState state, OperatorCommand command) => command switch
    {
        OperatorCommand.SetAvailability set => state.Availability == set.Availability && state.HasUsedSwitch
            ? Decision<OperatorEvent>.Nothing
            : Decision<OperatorEvent>.Accept(new OperatorEvent.AvailabilityChanged(set.Availability)),
        OperatorCommand.WriteCredentials write => state.Credentials == write.Credentials
            ? Decision<OperatorEvent>.Nothing
            : Decision<OperatorEvent>.Accept(new OperatorEvent.CredentialsChanged(write.Credentials)),
        _ => throw new InvalidOperationException($"No rule decides {command.GetType().Name}."),
    };

    /// <summary>Applies one event.</summary>
    public static OperatorState Apply(OperatorState state, OperatorEvent happened) => happened switch
    {
        OperatorEvent.AvailabilityChanged changed => state with { Availability = changed.Availability, HasUsedSwitch = true },
        OperatorEvent.CredentialsChanged changed => state with { Credentials = changed.Credentials },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not known."),
    };

    /// <summary>Routing may give her live conversations: switch on, and connected or gone for less than the grace time.</summary>
    public static bool IsAvailable(OperatorState state, int connections, DateTimeOffset lastConnectedAt, DateTimeOffset now, TimeSpan grace) =>
        state.Availability == Availability.Online && (connections > 0 || now - lastConnectedAt < grace);
}
