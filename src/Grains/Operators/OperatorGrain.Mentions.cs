using MessageCenter.Domain;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces;

namespace MessageCenter.Grains.Operators;

/// <summary>The notes that name her. They are in her document, so that a mention waits for her however long she is away.</summary>
internal sealed partial class OperatorGrain
{
    /// <inheritdoc/>
    public async Task NoteMentions(ConversationId conversation, long note, OperatorId author)
    {
        if (profile is not null)
        {
            await RunAndShow(new OperatorCommand.RecordMention(new(conversation, note, author, clock.GetUtcNow())));
        }
    }

    /// <inheritdoc/>
    public Task<Answer> SeeMentions(ConversationId conversation) => RunAndShow(new OperatorCommand.SeeMentions(conversation));

    private async Task<Answer> RunAndShow(OperatorCommand command)
    {
        var before = state.Mentions;
        var answer = await Run(command);
        if (state.Mentions != before)
        {
            PublishInbox(null, null);
        }
        return answer;
    }

    private EquatableArray<Mention> UnseenMentions() => state.Mentions.Where(mention => !mention.IsSeen).ToEquatableArray();
}
