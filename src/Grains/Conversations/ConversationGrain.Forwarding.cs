using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;

namespace MessageCenter.Grains.Conversations;

/// <summary>Handing on. The account says whether there is such an operator or group, and its name; the rules say the rest.</summary>
internal sealed partial class ConversationGrain
{
    /// <inheritdoc/>
    public async Task<Answer> ForwardToOperator(
        Reader by, string operatorName, CommandId id, OperatorId operatorId, string? comment, OperatorId? expectedAssignee)
    {
        if (!Admits(by) || !IsOperator(by))
        {
            return await NotFound();
        }
        var next = (await AccountGrain.ReadAccount())?.Operators.FirstOrDefault(one => one.OperatorId == operatorId);
        return await Run(new ForwardConversation(
            AuthorOf(by, operatorName), id, Now(), operatorId, null, next?.Name, comment, expectedAssignee));
    }

    /// <inheritdoc/>
    public async Task<Answer> ForwardToGroup(
        Reader by, string operatorName, CommandId id, OperatorGroupId groupId, string? comment, OperatorId? expectedAssignee)
    {
        if (!Admits(by) || !IsOperator(by))
        {
            return await NotFound();
        }
        var next = (await AccountGrain.ReadAccount())?.Groups.FirstOrDefault(one => one.GroupId == groupId);
        return await Run(new ForwardConversation(
            AuthorOf(by, operatorName), id, Now(), null, groupId, next?.Name, comment, expectedAssignee));
    }
}
