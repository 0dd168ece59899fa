using System.Text.Json;

namespace MessageCenter.LoadTest.Wire;

/// <summary>One entry of a timeline. Only messages carry command id and text.</summary>
internal readonly record struct TimelineRecordEntry(long Seq, Guid CommandId, string? Text);

/// <summary>TimelineAdvanced, or a TimelinePage: both say which entries follow after which.</summary>
internal sealed class TimelineRecord
{
    public Guid ConversationId { get; private set; }

    public long After { get; private set; }

    public long UpTo { get; private set; }

    public bool IsComplete { get; private set; } = true;

    public List<TimelineRecordEntry> Entries { get; } = new(1);

    /// <summary>Reads the object at which the reader stands or which comes next.</summary>
    public static TimelineRecord Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read() && reader.TokenType != JsonTokenType.StartObject)
        {
            // Arguments come in an array.
        }
        var record = new TimelineRecord();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("conversationId"u8))
            {
                reader.Read();
                record.ConversationId = reader.GetGuid();
            }
            else if (reader.ValueTextEquals("after"u8))
            {
                reader.Read();
                record.After = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("upTo"u8))
            {
                reader.Read();
                record.UpTo = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("isComplete"u8))
            {
                reader.Read();
                record.IsComplete = reader.GetBoolean();
            }
            else if (reader.ValueTextEquals("entries"u8))
            {
                reader.Read();
                record.ReadEntries(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
        return record;
    }

    private void ReadEntries(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var seq = 0L;
            var command = Guid.Empty;
            string? text = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("seq"u8))
                {
                    reader.Read();
                    seq = reader.GetInt64();
                }
                else if (reader.ValueTextEquals("commandId"u8))
                {
                    reader.Read();
                    command = reader.TokenType == JsonTokenType.Null ? Guid.Empty : reader.GetGuid();
                }
                else if (reader.ValueTextEquals("event"u8))
                {
                    reader.Read();
                    text = MessageText(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }
            Entries.Add(new(seq, text is null ? Guid.Empty : command, text));
        }
    }

    /// <summary>The text of messagePosted; null for every other event.</summary>
    private static string? MessageText(ref Utf8JsonReader reader)
    {
        var isMessage = false;
        string? text = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isText = reader.ValueTextEquals("text"u8);
            reader.Read();
            if (isType)
            {
                isMessage = reader.ValueTextEquals("messagePosted"u8);
            }
            else if (isText)
            {
                text = reader.GetString();
            }
            else
            {
                reader.Skip();
            }
        }
        return isMessage ? text : null;
    }
}
