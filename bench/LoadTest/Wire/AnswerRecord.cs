using System.Text.Json;

namespace MessageCenter.LoadTest.Wire;

/// <summary>The answer to a command: where it is stored, or why not.</summary>
internal readonly record struct AnswerRecord(long Seq, string? Refusal)
{
    public static AnswerRecord Parse(in HubRecord record)
    {
        if (record.Error is { } error)
        {
            return new(0, error);
        }
        var reader = new Utf8JsonReader(record.Payload);
        var seq = 0L;
        string? refusal = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSeq = reader.ValueTextEquals("seq"u8);
            var isRejection = reader.ValueTextEquals("rejection"u8);
            reader.Read();
            if (isSeq && reader.TokenType == JsonTokenType.Number)
            {
                seq = reader.GetInt64();
            }
            else if (isRejection && reader.TokenType == JsonTokenType.StartObject)
            {
                refusal = Reason(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
        return new(seq, refusal ?? (seq == 0 ? "no seq in the answer" : null));
    }

    private static string Reason(ref Utf8JsonReader reader)
    {
        var words = new List<string>(2);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isWord = reader.ValueTextEquals("code"u8) || reader.ValueTextEquals("reason"u8);
            reader.Read();
            if (isWord && reader.GetString() is { } word)
            {
                words.Add(word);
            }
            else
            {
                reader.Skip();
            }
        }
        return string.Join('/', words);
    }
}
