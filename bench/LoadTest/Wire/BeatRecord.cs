using System.Text.Json;

namespace MessageCenter.LoadTest.Wire;

/// <summary>ConversationBeat: how far a watched conversation is, so that a lost push is found.</summary>
internal readonly record struct BeatRecord(Guid ConversationId, long LastSeq)
{
    public static BeatRecord Parse(ReadOnlySpan<byte> arguments)
    {
        var reader = new Utf8JsonReader(arguments);
        var beat = default(BeatRecord);
        while (reader.Read() && reader.TokenType != JsonTokenType.StartObject)
        {
            // Arguments come in an array.
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isConversation = reader.ValueTextEquals("conversationId"u8);
            var isLastSeq = reader.ValueTextEquals("lastSeq"u8);
            reader.Read();
            if (isConversation)
            {
                beat = beat with { ConversationId = reader.GetGuid() };
            }
            else if (isLastSeq)
            {
                beat = beat with { LastSeq = reader.GetInt64() };
            }
            else
            {
                reader.Skip();
            }
        }
        return beat;
    }
}
