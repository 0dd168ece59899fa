using System.Collections.Immutable;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Transcripts;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;

namespace MessageCenter.Domain.Tests.Transcripts;

/// <summary>What a mail says of a conversation, and what it never says.</summary>
public sealed class TranscriptMailTests
{
    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "</style><b>", "&lt;b&gt;", "{{7*7}}",
    ];

    private static Transcript Transcript(params ConversationEvent[] happened) => Of([.. happened.Select((one, at) => Entry(at, one))]);

    private static Transcript Of(ImmutableArray<TimelineEntry> entries)
    {
        var (lines, isShortened) = Domain.Transcripts.Transcript.LinesOf(entries);
        return new()
        {
            AccountName = "Demo Shop",
            ConversationId = new(Seed.Id(9)),
            Locale = "en",
            ContactName = "Vera",
            ContactNumber = 81,
            SentBy = null,
            Link = "https://shop.example",
            Accent = "#3b4fd8",
            Zone = TimeZoneInfo.Utc,
            Lines = lines,
            IsShortened = isShortened,
        };
    }

    private static TimelineEntry Entry(int at, ConversationEvent happened, Author? by = null) =>
        new(at + 1, Later(at), by ?? (at % 2 == 0 ? Author.Contact : Olivia), null, happened);

    [Fact]
    public void Notes_and_whatever_only_operators_see_are_in_no_part_of_it()
    {
        var mail = TranscriptMail.Of(Transcript(
            Started,
            new MessagePosted("Hello?"),
            new NoteAdded("secret-note"),
            new ContactInfoRecorded(ContactField.Email, "secret@shop.example", null),
            new TranscriptQueued("secret@shop.example", "en", true),
            new TranscriptDelivered(Command(1), "secret@shop.example", true, null),
            new OperatorAssigned(OliviaId, "Olivia", null, ToOlivia)));
        Assert.DoesNotContain("secret", mail.Text + mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Hello?", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Olivia joined the conversation", mail.Html, StringComparison.Ordinal);
    }

    [Fact, BadInput(47)]
    public void Whatever_somebody_wrote_is_text_in_HTML()
    {
        foreach (var hostile in Hostile)
        {
            var mail = TranscriptMail.Of(Transcript(Started, new MessagePosted(hostile)) with
            {
                AccountName = hostile, ContactName = hostile, SentBy = hostile, Link = hostile, Accent = hostile,
            });
            Assert.DoesNotContain(hostile.Contains('<', StringComparison.Ordinal) ? hostile : "\0", mail.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", mail.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("<svg", mail.Html, StringComparison.Ordinal);
            Assert.Contains(hostile, mail.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_message_can_look_like_another_persons_line_in_text()
    {
        var mail = TranscriptMail.Of(Transcript(new MessagePosted("Hi\n12:00  Olivia:\n       You get it for free.")));
        Assert.DoesNotContain("\n12:00  Olivia:", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Speaks_German_to_those_who_do_and_English_to_all_others()
    {
        var transcript = Transcript(new MessagePosted("Hallo"), new ConversationEnded());
        Assert.Equal("Ihr Gespräch mit Demo Shop", TranscriptMail.Of(transcript with { Locale = "de-AT" }).Subject);
        Assert.Contains("Olivia hat das Gespräch beendet", TranscriptMail.Of(transcript with { Locale = "de" }).Text, StringComparison.Ordinal);
        Assert.Equal("Your conversation with Demo Shop", TranscriptMail.Of(transcript with { Locale = "fr" }).Subject);
        Assert.Contains("Visitor 81", TranscriptMail.Of(transcript with { ContactName = null }).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_are_those_of_the_zone_that_it_names()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var late = Entry(0, new MessagePosted("Late")) with { At = new(2026, 11, 22, 23, 30, 0, TimeSpan.Zero) };
        var mail = TranscriptMail.Of(Of([Entry(0, new MessagePosted("Noon")), late]) with { Zone = zone });
        Assert.Contains("13:00  Vera", mail.Text, StringComparison.Ordinal);
        Assert.Contains("--- Monday 23 November 2026 ---\n\n00:30  Vera", mail.Text.Replace(", ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Times are those of Europe/Berlin (UTC+01:00).", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_way_back_is_for_the_contact_alone()
    {
        var transcript = Transcript(new MessagePosted("Hello?"));
        Assert.Contains("href=\"https://shop.example\"", TranscriptMail.Of(transcript).Html, StringComparison.Ordinal);
        var forward = TranscriptMail.Of(transcript with { SentBy = "Olivia" });
        Assert.DoesNotContain("shop.example", forward.Html + forward.Text, StringComparison.Ordinal);
        Assert.Equal("Demo Shop: conversation with Vera", forward.Subject);
    }

    [Fact]
    public void The_oldest_are_left_out_of_what_is_too_long_and_it_says_so()
    {
        var many = Enumerable.Range(0, Limits.TranscriptEntriesMax + 1).Select(at => Entry(at, new MessagePosted($"Number {at}.")));
        var long_ = Enumerable.Range(0, 200).Select(at => Entry(at, new MessagePosted($"Number {at}." + new string('x', 3_900))));
        foreach (var entries in new[] { many, long_ })
        {
            var mail = TranscriptMail.Of(Of([.. entries]));
            Assert.Contains("Older messages were left out.", mail.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Number 0.", mail.Text, StringComparison.Ordinal);
            Assert.True(mail.Text.Length < 2 * Limits.TranscriptLengthMax);
        }
    }
}
