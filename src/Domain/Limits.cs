namespace MessageCenter.Domain;

/// <summary>Every bound of the product, in one place. Checked where data enters, asserted where it is used.</summary>
public static class Limits
{
    /// <summary>Characters (UTF-16 units) of a message or note.</summary>
    public const int TextLengthMax = 4_000;

    /// <summary>Characters of a message in another language, which may need more of them.</summary>
    public const int TranslationLengthMax = 2 * TextLengthMax;

    /// <summary>Messages that are translated at one asking.</summary>
    public const int TranslatedAtOnceMax = 20;

    /// <summary>Bytes of the answer of a translation engine that are read.</summary>
    public const int TranslationAnswerBytesMax = 262_144;

    /// <summary>Combining marks in a row: more only serves to break a screen.</summary>
    public const int CombiningMarksMax = 16;

    /// <summary>Characters of the preview kept in a conversation's row.</summary>
    public const int PreviewLengthMax = 140;

    /// <summary>Characters of the words that go with a rating.</summary>
    public const int RatingWordsLengthMax = 1_000;

    /// <summary>Characters of a name of a person, group, widget, topic or account.</summary>
    public const int NameLengthMax = 120;

    /// <summary>Characters of an e-mail address (RFC 5321).</summary>
    public const int EmailLengthMax = 254;

    /// <summary>Characters of a phone number or company.</summary>
    public const int ContactFieldLengthMax = 255;

    /// <summary>Characters of the JSON text of custom data.</summary>
    public const int CustomDataLengthMax = 8_192;

    /// <summary>Keys of custom data, all levels together.</summary>
    public const int CustomDataKeysMax = 50;

    /// <summary>Depth of custom data.</summary>
    public const int CustomDataDepthMax = 5;

    /// <summary>Custom fields of one account.</summary>
    public const int CustomFieldsMax = 50;

    /// <summary>Choices of one custom field.</summary>
    public const int CustomFieldChoicesMax = 50;

    /// <summary>Characters of an address of a page as a widget tells it; what is longer is not looked at.</summary>
    public const int GivenUrlLengthMax = 8_192;

    /// <summary>Characters of an address of a page that are stored; of a longer one only the path.</summary>
    public const int VisitedUrlLengthMax = 2_048;

    /// <summary>Characters of the title of a page.</summary>
    public const int PageTitleLengthMax = 200;

    /// <summary>Pages that are kept of one contact, the newest.</summary>
    public const int VisitedPagesKept = 100;

    /// <summary>Reports of pages of one connection in a burst; beyond, "rate_limited".</summary>
    public const int PageReportsBurstMax = 60;

    /// <summary>Reports of pages of one connection per second, on average.</summary>
    public const int PageReportsPerSecondMax = 1;

    /// <summary>Bytes of a password; more would only feed a hash with megabytes.</summary>
    public const int PasswordBytesMax = 1_024;

    /// <summary>Characters of a password at least (NIST SP 800-63B asks for 8, OWASP ASVS 6.2.1 for 8, 15 advised).</summary>
    public const int PasswordLengthMin = 10;

    /// <summary>Entries of one page of a timeline.</summary>
    public const int TimelinePageMax = 200;

    /// <summary>Entries that a first look at a conversation brings.</summary>
    public const int TimelinePageDefault = 50;

    /// <summary>Rows of one page of a list.</summary>
    public const int ListPageMax = 200;

    /// <summary>Characters of a keyword search that are looked at.</summary>
    public const int KeywordsLengthMax = 256;

    /// <summary>Words of a keyword search that are looked for.</summary>
    public const int KeywordsMax = 16;

    /// <summary>Conversations in a contact's messenger.</summary>
    public const int MessengerConversationsMax = 50;

    /// <summary>Recent entries a conversation loads when it activates; it remembers their command ids.</summary>
    public const int RecentEntries = 64;

    /// <summary>Unread messages that are counted; the screen says "99+" beyond.</summary>
    public const int UnreadCountedMax = 100;

    /// <summary>Chat slots of one operator.</summary>
    public const int ChatSlotsMax = 10;

    /// <summary>Chat slots of a new operator.</summary>
    public const int ChatSlotsDefault = 3;

    /// <summary>Candidates kept with a routing decision.</summary>
    public const int RoutingCandidatesKept = 10;

    /// <summary>Rows that wait, or are live, which a router reads when it compares what it knows with them.</summary>
    public const int RoutedRowsMax = 100_000;

    /// <summary>Rows without an owner which a router reads; of a longer list it knows the newest and what was reported since.</summary>
    public const int UnassignedRowsMax = 5_000;

    /// <summary>Ongoing conversations that one contact may have at once.</summary>
    public const int OngoingConversationsPerContactMax = 20;

    /// <summary>Notes of one conversation that are there at once; what is deleted makes room.</summary>
    public const int NotesMax = 200;

    /// <summary>Operators whom one note can name.</summary>
    public const int NoteMentionsMax = 20;

    /// <summary>Characters of what a contact is typing that operators are shown; kept nowhere.</summary>
    public const int LivePreviewLengthMax = 500;

    /// <summary>Operators who are shown as looking at one conversation.</summary>
    public const int ViewersShownMax = 20;

    /// <summary>Mentions that an operator's grain remembers, the newest.</summary>
    public const int MentionsKept = 100;

    /// <summary>Topics of one conversation.</summary>
    public const int ConversationTopicsMax = 20;

    /// <summary>Conversations that one socket may watch at once.</summary>
    public const int WatchedConversationsMax = 250;

    /// <summary>Appends that wait for the writer of one store; beyond, sends are answered "unavailable".</summary>
    public const int AppendQueueMax = 20_000;

    /// <summary>Appends that share one commit.</summary>
    public const int AppendBatchMax = 512;

    /// <summary>Entries of a timeline: the number of an entry fits twenty bits of its search row.</summary>
    public const long TimelineEntriesMax = (1L << 20) - 1;

    /// <summary>Bytes of one hub frame.</summary>
    public const int HubFrameBytesMax = 32 * 1024;

    /// <summary>Bytes of a REST body.</summary>
    public const int RequestBodyBytesMax = 64 * 1024;

    /// <summary>Depth of any JSON that comes in.</summary>
    public const int JsonDepthMax = 32;

    /// <summary>Hub calls of one connection per second, on average; beyond, calls are answered "rate_limited".</summary>
    public const int HubCallsPerSecondMax = 50;

    /// <summary>Hub calls of one connection in a burst.</summary>
    public const int HubCallsBurstMax = 400;

    /// <summary>Calls beyond the rate in a row after which the connection is closed.</summary>
    public const int HubRefusalsBeforeCloseMax = 200;

    /// <summary>Hub calls of one connection that run at the same time.</summary>
    public const int HubParallelCallsMax = 16;

    /// <summary>Tries to sign in as one operator from one address per minute; from another address she still can.</summary>
    public const int SignInTriesPerMinuteMax = 20;

    /// <summary>Wrong passwords in a row, from anywhere, after which an operator is locked for a minute.</summary>
    public const int WrongPasswordsBeforeLockMax = 100;

    /// <summary>Days after which a session ends by itself.</summary>
    public const int SessionDaysMax = 14;

    /// <summary>Keys that sign sessions; one is added every ninety days.</summary>
    public const int SessionKeysMax = 1_000;

    /// <summary>Signed-out sessions of one operator that are remembered, the newest.</summary>
    public const int EndedSessionsKept = 200;

    /// <summary>Tries to sign in per address and minute.</summary>
    public const int SignInTriesPerAddressPerMinuteMax = 200;

    /// <summary>New contacts per address and minute.</summary>
    public const int NewContactsPerAddressPerMinuteMax = 50;

    /// <summary>Operators of one account.</summary>
    public const int OperatorsMax = 5_000;

    /// <summary>Groups, widgets, topics or macros of one account, each.</summary>
    public const int AccountListMax = 1_000;

    /// <summary>Languages of one macro beside its own.</summary>
    public const int MacroVariantsMax = 50;

    /// <summary>Characters of a widget's greeting or intro.</summary>
    public const int WidgetTextLengthMax = 300;

    /// <summary>Allowed embedding origins of one widget.</summary>
    public const int AllowedOriginsMax = 50;

    /// <summary>Files of one message.</summary>
    public const int AttachmentsPerMessageMax = 10;

    /// <summary>Bytes of one uploaded file; settings may ask for less.</summary>
    public const long AttachmentBytesMax = 20 * 1024 * 1024;

    /// <summary>Characters of a file's name, its extension included.</summary>
    public const int AttachmentNameLengthMax = 120;

    /// <summary>Bytes of a piece in which files travel to and from the store.</summary>
    public const int AttachmentChunkBytes = 256 * 1024;

    /// <summary>Pixels of an image: more is refused before it is unpacked, since it would need four bytes for each.</summary>
    public const long ImagePixelsMax = 40_000_000;

    /// <summary>Pixels of the longer side of a thumbnail.</summary>
    public const int ThumbnailSideMax = 640;

    /// <summary>Hours after which a file that was uploaded and never sent is swept away.</summary>
    public const int UnsentAttachmentHoursMax = 24;

    /// <summary>Uploads of one person per minute.</summary>
    public const int UploadsPerMinuteMax = 60;

    /// <summary>Uploads of one person that run at the same time; more wait in the browser.</summary>
    public const int UploadsAtOnceMax = 4;

    /// <summary>Seconds that one upload may take, however it trickles.</summary>
    public const int UploadSecondsMax = 600;

    /// <summary>Deliveries of one account that are remembered, the newest.</summary>
    public const int DeliveriesKept = 300;

    /// <summary>Tries of one delivery before it is given up.</summary>
    public const int DeliveryTriesMax = 8;

    /// <summary>Characters of another server's words that are kept.</summary>
    public const int ServerWordsLengthMax = 200;

    /// <summary>Mails that one account may ask for in an hour.</summary>
    public const int MailsPerHourMax = 100;

    /// <summary>Mails to one address that one account may ask for in an hour.</summary>
    public const int MailsPerAddressPerHourMax = 5;

    /// <summary>Characters of an address that is called.</summary>
    public const int UrlLengthMax = 2_048;

    /// <summary>Integrations of one account.</summary>
    public const int IntegrationsMax = 50;

    /// <summary>Characters of a secret that signs, at least.</summary>
    public const int SecretLengthMin = 16;

    /// <summary>Bytes of an integration's answer; more is not read.</summary>
    public const int IntegrationAnswerBytesMax = 64 * 1024;

    /// <summary>Calls of integrations that one account may ask for in an hour.</summary>
    public const int IntegrationCallsPerHourMax = 500;

    /// <summary>Entries of a transcript, the newest.</summary>
    public const int TranscriptEntriesMax = 2_000;

    /// <summary>Characters of a transcript's messages together; the oldest beyond are left out.</summary>
    public const int TranscriptLengthMax = 500_000;

    /// <summary>Decimals of degrees that are kept of a location.</summary>
    public const int LocationDecimals = 2;

    /// <summary>A kept location is not said to be better than this.</summary>
    public const double LocationAccuracyMetresMin = 1_000;

    /// <summary>Characters of the name of a time zone.</summary>
    public const int TimeZoneLengthMax = 64;

    /// <summary>How long a contact waits after sharing her place before she can share another.</summary>
    public static readonly TimeSpan SharedLocationPause = TimeSpan.FromSeconds(10);

    /// <summary>How old the same place grows before it is written down again.</summary>
    public static readonly TimeSpan SameLocationAge = TimeSpan.FromHours(1);

    /// <summary>How long what a contact shared about her place is better than a guess from her network address.</summary>
    public static readonly TimeSpan SharedLocationAge = TimeSpan.FromHours(24);

    /// <summary>How long a page that a contact has left goes on when she comes back to it; later it is another page impression.</summary>
    public static readonly TimeSpan PageIsSameFor = TimeSpan.FromMinutes(30);
}
