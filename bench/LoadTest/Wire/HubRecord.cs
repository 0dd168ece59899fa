using System.Text.Json;

namespace MessageCenter.LoadTest.Wire;

/// <summary>One message of SignalR's JSON protocol, taken apart without building objects.</summary>
internal readonly ref struct HubRecord
{
    public const byte Separator = 0x1e;
    public const int Invocation = 1;
    public const int Completion = 3;
    public const int Ping = 6;
    public const int Close = 7;

    private HubRecord(int type, ReadOnlySpan<byte> invocationId, ReadOnlySpan<byte> target, ReadOnlySpan<byte> payload, string? error)
    {
        Type = type;
        InvocationId = invocationId;
        Target = target;
        Payload = payload;
        Error = error;
    }

    public int Type { get; }

    public ReadOnlySpan<byte> InvocationId { get; }

    public ReadOnlySpan<byte> Target { get; }

    /// <summary>The result of a completion, or the array of arguments of an invocation.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    public string? Error { get; }

    public static HubRecord Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var type = 0;
        string? error = null;
        ReadOnlySpan<byte> invocationId = default, target = default, payload = default;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("invocationId"u8))
            {
                reader.Read();
                invocationId = reader.ValueSpan;
            }
            else if (reader.ValueTextEquals("target"u8))
            {
                reader.Read();
                target = reader.ValueSpan;
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                error = reader.GetString();
            }
            else
            {
                var isPayload = reader.ValueTextEquals("arguments"u8) || reader.ValueTextEquals("result"u8);
                reader.Read();
                var begin = (int)reader.TokenStartIndex;
                reader.Skip();
                if (isPayload)
                {
                    payload = json[begin..(int)reader.BytesConsumed];
                }
            }
        }
        return new(type, invocationId, target, payload, error);
    }
}
