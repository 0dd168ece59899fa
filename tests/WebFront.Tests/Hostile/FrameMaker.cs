using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MessageCenter.WebFront.Tests.Hostile;

/// <summary>Makes what no client of ours would send: right calls that were broken in one way or several. The same seed breaks alike.</summary>
internal sealed class FrameMaker(Random chance)
{
    /// <summary>Ends a frame.</summary>
    public const byte Separator = 0x1e;

    private static readonly string[] Methods =
    [
        "Hello", "StartConversation", "PostMessage", "AddNote", "EditNote", "DeleteNote", "ReadNotes", "AssignConversation",
        "ForwardToOperator", "ForwardToGroup", "EditContactField", "EditCustomField", "ReadTargetLanguages",
        "ReadTranslations", "EndConversation", "SetStatus", "RateConversation", "WatchConversation",
        "UnwatchConversation", "ReadTimeline", "MarkRead",
        "MarkDelivered", "Typing", "ViewConversation", "SeeMentions", "SetAvailability", "ReadContact", "SetContactInfo",
        "SetCustomData", "ShareLocation", "EnterPage", "LeavePage", "ReadVisits", "ToString", "OnConnectedAsync", "Dispose", "get_Context", "",
        "PostMessage\0", "💥",
    ];

    private static readonly string[] Names =
    [
        "conversationId", "commandId", "text", "locale", "expectedAssignee", "status", "stars", "words", "after", "before", "limit", "upTo",
        "availability", "contactId", "from", "to", "seqs", "languages", "translate", "name",
        "email", "phone", "company", "data", "url", "title", "__proto__", "senderId", "type", "",
    ];

    /// <summary>One message of a socket: a frame, half of one, or several.</summary>
    public (byte[] Bytes, bool IsText) Next()
    {
        var text = new StringBuilder();
        for (var frames = chance.Next(10) == 0 ? chance.Next(2, 20) : 1; frames > 0; frames--)
        {
            text.Append(Frame());
            if (chance.Next(20) != 0)
            {
                text.Append((char)Separator);
            }
        }
        return (Broken(Encoding.UTF8.GetBytes(text.ToString())), chance.Next(20) != 0);
    }

    /// <summary>A body of JSON, or of what is none.</summary>
    public byte[] Body(JsonObject right)
    {
        foreach (var name in right.Select(field => field.Key).ToArray())
        {
            if (chance.Next(3) == 0)
            {
                right[name] = Value(0);
            }
        }
        if (chance.Next(5) == 0)
        {
            right[Pick(Names)] = Value(0);
        }
        return Broken(Encoding.UTF8.GetBytes(chance.Next(10) == 0 ? Value(0)?.ToJsonString() ?? "null" : right.ToJsonString()));
    }

    /// <summary>A part of a path or query.</summary>
    public string Word() => Uri.EscapeDataString(chance.Next(4) switch
    {
        0 => Guid.Empty.ToString(),
        1 => chance.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
        2 => Id(),
        _ => Text(),
    });

    private string Frame() => chance.Next(12) switch
    {
        0 => $$"""{"type":{{Number()}},"invocationId":{{Json(Value(1))}},"target":{{Json(Value(1))}},"arguments":{{Json(Value(1))}}}""",
        1 => $$"""{"type":{{chance.Next(0, 10)}},"invocationId":"{{chance.Next(100)}}","result":{{Json(Value(1))}},"item":1,"sequenceId":{{Number()}}}""",
        2 => new string(Pick(["{", "[", "\"", "{\"type\":1,\"target\":"])[0], chance.Next(1, 4_000)),
        3 => Json(Value(0)),
        4 => Call() + Call(),
        5 => chance.Next(20) == 0 ? new string('{', 1024 * 1024) : Long(chance.Next(40_000)),
        _ => Call(),
    };

    private static string Long(int length) =>
        $$"""{"type":1,"target":"Hello","arguments":[{"locale":"{{new string('x', length)}}"}]}""";

    private string Call()
    {
        var arguments = new JsonArray();
        for (var count = chance.Next(8) == 0 ? chance.Next(0, 5) : 1; count > 0; count--)
        {
            arguments.Add(Argument());
        }
        var call = new JsonObject { ["type"] = chance.Next(10) == 0 ? 4 : 1, ["target"] = Pick(Methods), ["arguments"] = arguments };
        if (chance.Next(5) != 0)
        {
            call["invocationId"] = chance.Next(8) == 0 ? Text() : chance.Next(50).ToString(CultureInfo.InvariantCulture);
        }
        if (chance.Next(12) == 0)
        {
            call["streamIds"] = new JsonArray("1", "2");
        }
        return call.ToJsonString();
    }

    private JsonNode? Argument()
    {
        if (chance.Next(8) == 0)
        {
            return Value(0);
        }
        var argument = new JsonObject
        {
            ["conversationId"] = Id(), ["commandId"] = Id(), ["text"] = "Hello?", ["locale"] = "en", ["limit"] = 50, ["after"] = 0,
            ["upTo"] = 1, ["stars"] = 5, ["status"] = "open", ["availability"] = "away", ["data"] = "{}", ["contactId"] = Id(),
            ["noteSeq"] = 3, ["expectedSeq"] = 3, ["isNote"] = false, ["seenSeq"] = 2, ["isTyped"] = true,
            ["from"] = "en", ["seqs"] = new JsonArray(2, 3), ["languages"] = Languages(), ["translate"] = Languages(),
            ["url"] = "https://shop.example/lamps", ["title"] = "Lamps",
        };
        // Most methods take two or three of these: with more they do not bind.
        foreach (var name in argument.Select(field => field.Key).ToArray())
        {
            switch (chance.Next(4))
            {
                case 0:
                    argument[name] = Value(0);
                    break;
                case 1:
                    argument.Remove(name);
                    break;
            }
        }
        if (chance.Next(3) == 0)
        {
            argument[Pick(Names)] = Value(0);
        }
        return argument;
    }

    private static JsonObject Languages() => new() { ["from"] = "es", ["to"] = "en" };

    private JsonNode? Value(int depth) => chance.Next(depth > 40 ? 6 : 8) switch
    {
        0 => null,
        1 => JsonValue.Create(chance.Next(2) == 0),
        2 => JsonNode.Parse(Number()),
        3 => JsonValue.Create(Text()),
        4 => JsonValue.Create(Id()),
        5 => new JsonObject { [Pick(Names)] = depth > 40 ? null : Value(depth + 1) },
        6 => Nested(depth),
        _ => new JsonArray(Value(depth + 1), Value(depth + 1)),
    };

    private JsonArray Nested(int depth)
    {
        var nested = new JsonArray(Value(depth + 10));
        for (var level = chance.Next(40); level > 0; level--)
        {
            nested = new(nested);
        }
        return nested;
    }

    private string Number() => Pick(
    [
        "0", "-1", "1", "1.5", "1e400", "-1e400", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "1e-400",
        "123456789012345678901234567890", "2147483648", "4294967296", "0.1e1",
    ]);

    private string Text() => Pick(
    [
        "", " ", "\0", "\u202e", "\ud800", "\u001e", "<script>", "' OR 1=1 --", "../../etc/passwd", "{{7*7}}", "%00", "\r\nX: 1", "e\u0301\u0301",
        new('x', chance.Next(1, 5_000)), "not-an-id", "true", "null",
    ]);

    private string Id()
    {
        var bytes = new byte[16];
        chance.NextBytes(bytes);
        return new Guid(bytes).ToString(chance.Next(8) == 0 ? "N" : "D");
    }

    /// <summary>Cut short, or with bytes that are others, or that no UTF-8 knows.</summary>
    private byte[] Broken(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return bytes;
        }
        switch (chance.Next(10))
        {
            case 0:
                return bytes[..chance.Next(bytes.Length)];
            case 1:
                for (var times = chance.Next(1, 5); times > 0; times--)
                {
                    bytes[chance.Next(bytes.Length)] = (byte)chance.Next(256);
                }
                return bytes;
            case 2:
                var at = chance.Next(bytes.Length);
                return [.. bytes[..at], 0xc3, 0x28, 0xff, 0xfe, .. bytes[at..]];
            default:
                return bytes;
        }
    }

    private string Pick(string[] from) => from[chance.Next(from.Length)];

    private static string Json(JsonNode? value) => value?.ToJsonString() ?? "null";
}
