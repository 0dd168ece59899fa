using System.Collections.Immutable;
using MessageCenter.Domain;
using Xunit.Sdk;

namespace MessageCenter.TestKit;

/// <summary>
/// A rule told as an example: given what happened, when this is wanted, then that happens. <typeparamref name="TPast"/> is
/// how a test writes history down: often an event with who and when beside it.
/// </summary>
public sealed class DeciderSpec<TState, TPast, TCommand, TEvent>(
    TState nothing,
    Func<TState, TPast, TState> apply,
    Func<TState, TCommand, Decision<TEvent>> decide)
{
    /// <summary>The state after these, oldest first.</summary>
    public Situation Given(params ReadOnlySpan<TPast> history)
    {
        var state = nothing;
        foreach (var past in history)
        {
            state = apply(state, past);
        }
        return new(state, decide);
    }

    /// <summary>Where things stand before the command.</summary>
    public sealed class Situation(TState state, Func<TState, TCommand, Decision<TEvent>> decide)
    {
        /// <summary>For what one example cannot say.</summary>
        public TState State => state;

        /// <summary>The command is decided.</summary>
        public Outcome When(TCommand command) => new(command?.ToString() ?? "null", decide(state, command));
    }

    /// <summary>What was decided.</summary>
    public sealed class Outcome(string command, Decision<TEvent> decision)
    {
        /// <summary>The events, for closer looks.</summary>
        public ImmutableArray<TEvent> Events() => decision is Decision<TEvent>.Accepted accepted
            ? accepted.Events
            : throw Failed("events", Said());

        /// <summary>Exactly these events happen, in this order.</summary>
        public void Then(params TEvent[] expected)
        {
            if (!Events().SequenceEqual(expected))
            {
                throw Failed(Lines(expected), Said());
            }
        }

        /// <summary>Nothing to do and nothing wrong.</summary>
        public void ThenNothing() => Then();

        /// <summary>Refused, for this reason.</summary>
        public void ThenRejected(Rejection expected)
        {
            if (decision is not Decision<TEvent>.Rejected rejected || rejected.Rejection != expected)
            {
                throw Failed(expected.ToString(), Said());
            }
        }

        /// <summary>Refused, for the reason of this name.</summary>
        public void ThenRejected(string reason)
        {
            if (decision is not Decision<TEvent>.Rejected rejected || rejected.Rejection.Reason != reason)
            {
                throw Failed($"a refusal: {reason}", Said());
            }
        }

        /// <summary>Decided before: the answer is the entry of then.</summary>
        public void ThenAnsweredAsBefore(long seq)
        {
            if (decision is not Decision<TEvent>.AlreadyDecided before || before.Seq != seq)
            {
                throw Failed($"the answer of before, seq {seq}", Said());
            }
        }

        private string Said() => decision switch
        {
            Decision<TEvent>.Accepted accepted => Lines(accepted.Events),
            Decision<TEvent>.Rejected rejected => $"a refusal: {rejected.Rejection}",
            Decision<TEvent>.AlreadyDecided before => $"the answer of before, seq {before.Seq}",
            _ => decision.ToString(),
        };

        private FailException Failed(string expected, string actual) =>
            FailException.ForFailure($"When {command}\nexpected: {expected}\nactual:   {actual}");

        private static string Lines(IEnumerable<TEvent> events)
        {
            var lines = string.Join("\n          ", events);
            return lines.Length == 0 ? "nothing happens" : lines;
        }
    }
}
