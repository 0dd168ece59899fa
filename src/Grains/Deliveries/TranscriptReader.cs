using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Transcripts;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Conversations;

namespace MessageCenter.Grains.Deliveries;

/// <summary>
/// Gathers what a transcript says when it is sent. It reads the timeline as the contact does, so that what she may not see
/// is dropped where it is dropped for her.
/// </summary>
internal sealed class TranscriptReader(IGrainFactory grains, MailSetUp mail)
{
    /// <summary>The transcript; null: the conversation, or the account, is not there any more.</summary>
    public async Task<Transcript?> Read(AccountId account, TranscriptOrder order)
    {
        var conversation = grains.GetGrain<IConversationGrain>(GrainKeys.Of(account, order.ConversationId));
        if (await conversation.ReadConversation(Reader.Operator(order.AskedBy)) is not { } head
            || await grains.GetGrain<IAccountGrain>(GrainKeys.Of(account)).ReadAccount() is not { } owner)
        {
            return null;
        }
        var (entries, isWhole) = await ReadEntries(conversation, head);
        var (lines, isShortened) = Transcript.LinesOf(entries);
        var widget = owner.Widgets.FirstOrDefault(one => one.WidgetId == head.WidgetId);
        var sender = owner.Operators.FirstOrDefault(one => one.OperatorId == order.AskedBy);
        return new()
        {
            AccountName = owner.Name,
            ConversationId = order.ConversationId,
            Locale = order.Locale,
            ContactName = head.ContactName,
            ContactNumber = head.ContactNumber,
            SentBy = order.IsForItsContact ? null : sender?.Name ?? owner.Name,
            Link = LinkOf(widget),
            Accent = widget?.Accent ?? "",
            Zone = mail.Zone,
            Lines = lines,
            IsShortened = isShortened || !isWhole,
        };
    }

    /// <summary>The newest entries, in order; not whole: older ones were not read.</summary>
    public async Task<(List<TimelineEntry> Entries, bool IsWhole)> ReadEntries(
        IConversationGrain conversation, ConversationView head)
    {
        var pages = new List<EquatableArray<TimelineEntry>>();
        var before = head.LastSeq + 1;
        for (var read = 0; before > 1 && read < Limits.TranscriptEntriesMax; read += Limits.TimelinePageMax)
        {
            if (await conversation.ReadTimeline(Reader.Contact(head.ContactId), null, before, Limits.TimelinePageMax) is not { } page)
            {
                break;
            }
            pages.Add(page.Entries);
            before = page.After + 1;
        }
        pages.Reverse();
        return ([.. pages.SelectMany(page => page)], before <= 1);
    }

    /// <summary>Where the widget was embedded last, encrypted if it can be: there the contact finds her messenger again.</summary>
    private static string? LinkOf(Widget? widget)
    {
        var origins = widget?.AllowedOrigins ?? [];
        return origins.LastOrDefault(origin => origin.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) ?? (origins.Count > 0 ? origins[^1] : null);
    }
}
