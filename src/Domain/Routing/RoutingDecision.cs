namespace MessageCenter.Domain.Routing;

/// <summary>The rule that made the difference between the chosen operator and the next one.</summary>
public enum RoutingRule
{
    /// <summary>She is the operator whom this contact had last.</summary>
    Sticky,

    /// <summary>She speaks the contact's language, others do not.</summary>
    Language,

    /// <summary>She has the most free slots.</summary>
    MostFreeSlots,

    /// <summary>Her last live chat is the longest ago.</summary>
    LongestSinceLastLive,

    /// <summary>All else was equal, or she was the only one.</summary>
    OperatorId,

    /// <summary>The conversation is hers already and only waited for a slot or for somebody to come back.</summary>
    AssignedOperator,
}

/// <summary>One operator as routing saw her.</summary>
[GenerateSerializer, Immutable, Alias("RoutingCandidate")]
public sealed record RoutingCandidate(
    OperatorId OperatorId,
    int FreeSlots,
    bool SpeaksLanguage,
    bool IsSticky,
    DateTimeOffset? LastLiveAt);

/// <summary>"Why did I get this?": the chosen operator, the rule, and whom else routing looked at, best first.</summary>
/// <param name="OperatorId">The chosen one.</param>
/// <param name="Rule">What made the difference.</param>
/// <param name="Candidates">Whom routing looked at, best first.</param>
/// <param name="GroupId">Whose operators were looked at; null for an owned conversation, and in entries older than this word.</param>
[GenerateSerializer, Immutable, Alias("RoutingDecision")]
public sealed record RoutingDecision(
    OperatorId OperatorId, RoutingRule Rule, EquatableArray<RoutingCandidate> Candidates, OperatorGroupId? GroupId = null);
