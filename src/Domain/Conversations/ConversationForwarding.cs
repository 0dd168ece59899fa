using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using Decided = MessageCenter.Domain.Decision<MessageCenter.Domain.Conversations.ConversationEvent>;

namespace MessageCenter.Domain.Conversations;

/// <summary>
/// The rules of handing on. Its owner may, and any operator who names the owner that she sees, as when she takes it. The comment is
/// for operators alone. Handed to a group it belongs to nobody and stands in the group's line, where nobody is preferred for
/// having had it; handed to an operator it is hers at once and goes live when she has a free slot.
/// </summary>
internal static class ConversationForwarding
{
    internal static Decided Decide(ConversationState state, ForwardConversation command)
    {
        if (command.By.Kind != AuthorKind.Operator)
        {
            return Decided.Reject(Rejection.ConversationIsNotYours);
        }
        if (state.Status == ConversationStatus.Ended)
        {
            return Decided.Reject(Rejection.ConversationHasEnded);
        }
        if (state.Assignee is { } owner && owner.OperatorId != command.ExpectedAssignee)
        {
            return Decided.Reject(Rejection.ConversationIsTaken(owner.Name));
        }
        if (command.TargetName is not { } name)
        {
            return Decided.Reject(command.OperatorId is null ? Rejection.GroupNotFound : Rejection.OperatorNotFound);
        }
        string? comment = null;
        if (!string.IsNullOrWhiteSpace(command.Comment) && MessageText.Check(command.Comment, out comment) is { } refusal)
        {
            return Decided.Reject(refusal);
        }
        var before = state.Assignee?.OperatorId;
        var forwarded = new ConversationForwarded(command.OperatorId, command.GroupId, name, before, comment);
        return command.OperatorId is not { } next ? Decided.Accept(forwarded)
            : next == before ? Decided.Reject(Rejection.ConversationIsThere)
            : Decided.Accept(forwarded, new OperatorAssigned(next, name, before, null));
    }

    /// <summary>Only to a group: what happens to an operator is said by the event that follows.</summary>
    internal static ConversationState Apply(ConversationState state, ConversationForwarded forwarded) =>
        forwarded.GroupId is not { } group ? state : state with
        {
            GroupId = group,
            Assignee = null,
            StickyOperator = null,
            Mode = ConversationMode.Asynchronous,
            IsParked = false,
        };

    internal static string ContentOf(OperatorId? next, OperatorGroupId? group, string? comment) =>
        $"forward:{next}:{group}:{(string.IsNullOrWhiteSpace(comment) ? null : comment)}";
}
