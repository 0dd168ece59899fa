using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Translations;
using MessageCenter.WebFront.Hubs;
using MessageCenter.WebFront.Hubs.Messages;
using MessageCenter.WebFront.Security;

namespace MessageCenter.WebFront.Translations;

/// <summary>
/// Live Translation: an operator's words before they are posted, the contact's when an operator reads them. Only the former are
/// stored, beside the original. The conversation is not kept waiting: the front asks the engine, and then the conversation.
/// </summary>
internal sealed class LiveTranslation(IClusterClient cluster, AccountReads accounts)
{
    /// <summary>
    /// The words as the contact is to read them; null: none are wanted, or whoever asks may not see the conversation, which will
    /// say so itself. Whatever is wrong with the engine is in the answer, and holds no message back.
    /// </summary>
    public async Task<Translation?> Of(AccountId account, Reader by, IConversationGrain conversation, string text, LanguagePair? languages)
    {
        if (languages is null || MessageText.Check(text, out var clean) is not null
            || await conversation.ReadConversation(by) is not { } head)
        {
            return null;
        }
        return await IsAllowed(account, head)
            ? await Ask(account, clean, languages)
            : Translation.Failed(languages.To, TranslationProblem.NotAllowed);
    }

    /// <summary>What can be written in this language and read in another; null: no such conversation.</summary>
    public async Task<TargetLanguages?> ReadTargets(AccountId account, Reader by, IConversationGrain conversation, string from) =>
        await conversation.ReadConversation(by) is not { } head ? null
        : await IsAllowed(account, head) ? await Translator(account).ReadTargets(from)
        : new([], TranslationProblem.NotAllowed);

    /// <summary>The contact's messages among these, in the reader's language; null: no such conversation.</summary>
    public async Task<TranslationList?> Read(AccountId account, Reader by, IConversationGrain conversation, ReadTranslations asked)
    {
        if (await conversation.ReadConversation(by) is not { } head)
        {
            return null;
        }
        var isAllowed = await IsAllowed(account, head);
        var translated = await Task.WhenAll(asked.Seqs.Select(async seq => await TextOf(conversation, by, seq) is { } text
            ? new MessageTranslation(seq, isAllowed
                ? await Ask(account, text, asked.Languages)
                : Translation.Failed(asked.Languages.To, TranslationProblem.NotAllowed))
            : null));
        return new(asked.ConversationId, translated.OfType<MessageTranslation>().ToEquatableArray());
    }

    private static async Task<string?> TextOf(IConversationGrain conversation, Reader by, long seq) =>
        await conversation.ReadTimeline(by, seq - 1, null, 1) is { Entries: [{ Author.Kind: AuthorKind.Contact } entry] }
        && entry.Seq == seq && entry.Event is ConversationEvent.MessagePosted { Text.Length: > 0 } posted
            ? posted.Text
            : null;

    private async Task<bool> IsAllowed(AccountId account, ConversationView head) =>
        await accounts.Read(account) is { } owner
        && owner.Widgets.FirstOrDefault(widget => widget.WidgetId == head.WidgetId) is { } widget
        && PrivacyMode.MayTranslate(owner, widget);

    private async Task<Translation> Ask(AccountId account, string text, LanguagePair languages)
    {
        try
        {
            return await Translator(account).Translate(text, languages.From, languages.To);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            // A silo that is going, or the way to it: no reason to hold a message back.
            return Translation.Failed(languages.To, TranslationProblem.EngineFailed);
        }
    }

    private ITranslatorGrain Translator(AccountId account) => cluster.GetGrain<ITranslatorGrain>(GrainKeys.Of(account));
}
