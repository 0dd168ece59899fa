using System.Collections.Immutable;

namespace MessageCenter.Domain.Conversations;

/// <summary>What the world must learn after events: values, so that they can be tested. All may be repeated freely.</summary>
public abstract record ConversationEffect
{
    private ConversationEffect()
    {
    }

    /// <summary>This operator's list or slots changed: she has the conversation, had it, or its head is another.</summary>
    public sealed record TellOperator(OperatorId OperatorId) : ConversationEffect;

    /// <summary>The line or the list of unassigned conversations changed.</summary>
    public sealed record TellRouter : ConversationEffect;

    /// <summary>The contact's messenger shows another head.</summary>
    public sealed record TellContact : ConversationEffect;

    /// <summary>A note names this operator.</summary>
    public sealed record TellMentioned(OperatorId OperatorId, long NoteSeq, OperatorId AuthorId) : ConversationEffect;
}

/// <summary>Which effects follow from a change. Plain messages in an owned conversation need none: the feed carries them.</summary>
public static class ConversationReactions
{
    /// <summary>Compares before and after.</summary>
    public static ImmutableArray<ConversationEffect> React(ConversationState before, ConversationState after)
    {
        var effects = ImmutableArray.CreateBuilder<ConversationEffect>(4);
        var headChanged = before.Status != after.Status || before.Mode != after.Mode || before.Assignee != after.Assignee
            || before.ContactIsPresent != after.ContactIsPresent || before.Rating != after.Rating
            || before.ContactName != after.ContactName || before.Locale != after.Locale || before.Topics != after.Topics
            || before.GroupId != after.GroupId;
        if (after.Assignee is { } owner && headChanged)
        {
            effects.Add(new ConversationEffect.TellOperator(owner.OperatorId));
        }
        if (before.Assignee is { } previous && previous.OperatorId != after.Assignee?.OperatorId)
        {
            effects.Add(new ConversationEffect.TellOperator(previous.OperatorId));
        }
        var isListed = IsUnassigned(before) || IsUnassigned(after);
        // An owned conversation's place in the line changes with every turn that it takes: its grain tells that at its own pace.
        if (before.Waits != after.Waits || (isListed && (headChanged || before.LastSeq != after.LastSeq)))
        {
            effects.Add(new ConversationEffect.TellRouter());
        }
        if (headChanged)
        {
            effects.Add(new ConversationEffect.TellContact());
        }
        if (before.Notes != after.Notes)
        {
            effects.AddRange(NoteMentions.Of(after.Notes.Except(before.Notes)));
        }
        return effects.ToImmutable();
    }

    /// <summary>It belongs in the list Unassigned.</summary>
    public static bool IsUnassigned(ConversationState state) =>
        state.Exists && state.Assignee is null && state.Status != ConversationStatus.Ended;
}
