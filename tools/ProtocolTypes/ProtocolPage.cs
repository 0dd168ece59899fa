using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.WebFront.Hubs;

namespace MessageCenter.ProtocolTypes;

/// <summary>Writes docs/protocol.md. Its examples are the snapshots that the tests compare with what really is sent.</summary>
internal sealed class ProtocolPage(SourceDocs docs, string snapshots)
{
    private readonly StringBuilder text = new();
    private readonly HashSet<string> anchors = [];

    public string Write(string introduction)
    {
        text.Append(introduction);
        foreach (var (hub, client, path) in Contract.Hubs)
        {
            Hub(hub, client, path);
        }
        Title(2, "Events");
        Text("What a timeline is made of: `event.type` of an entry. A client leaves out entries of a type that it does not know.");
        foreach (var (word, variant) in Wire.VariantsOf(typeof(ConversationEvent)))
        {
            Title(3, word);
            Text(docs.Of(variant));
            Example($"event.{word}");
        }
        Title(2, "Endpoints");
        foreach (var body in Contract.RestBodies)
        {
            Title(3, Wire.NameOf(body.Type));
            Text($"{(body.IsAnswer ? "Answer" : "Body")} of {body.Endpoint}. {docs.Of(body.Type)}");
            Fields(body.Type);
        }
        Title(2, "Views");
        foreach (var type in Contract.Decoded.Where(type => !Wire.IsUnion(type) && Contract.RestBodies.All(body => body.Type != type)))
        {
            Title(3, Wire.NameOf(type));
            Text(docs.Of(type));
            Fields(type);
            Example($"view.{Wire.NameOf(type)}");
        }
        Rejections();
        return text.ToString();
    }

    private void Hub(Type hub, Type client, string path)
    {
        Title(2, $"{hub.Name}: `{path}`");
        foreach (var method in Wire.MethodsOf(hub))
        {
            Anchor(method.Name);
            Title(3, $"{hub.Name}.{method.Name}");
            var result = method.Result is { } answer ? $"`{Wire.NameOf(answer)}`{(method.ResultIsNullable ? " or null" : "")}" : "nothing";
            Text($"{docs.Of(method.Argument)} Answers {result}.");
            Example($"argument.{method.Argument.Name}");
        }
        Title(2, $"Pushes of {hub.Name}");
        foreach (var (name, push) in Wire.PushesOf(client))
        {
            Anchor(name);
            Title(3, $"{client.Name[1..]}.{name}");
            Text(docs.Of(push));
            Example($"view.{Wire.NameOf(push)}");
        }
    }

    private void Fields(Type record)
    {
        foreach (var field in Wire.FieldsOf(record))
        {
            var type = Wire.NameOf(field.Type) + (field.IsList ? "[]" : "") + (field.IsNullable ? ", may be null" : "");
            var said = docs.Of(record, field.Member) is { } doc ? $": {doc}" : "";
            text.Append(CultureInfo.InvariantCulture, $"- `{field.Name}` ({type}){said}\n");
        }
        text.Append('\n');
    }

    private void Rejections()
    {
        Title(2, "Rejections");
        Text("A refusal is a value: `code` is its class and says what a client does about it, `reason` is the rule.");
        var members = typeof(Rejection).GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false } && member.Name is not "op_Equality" and not "op_Inequality")
            .OrderBy(member => member.Name, StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (RejectionOf(member) is { } rejection)
            {
                Title(3, rejection.Reason);
                var code = JsonSerializer.Serialize(rejection.Code, WireJson.Options).Trim('"');
                Text($"`{code}`. {docs.Of(typeof(Rejection), member.Name)}");
            }
        }
    }

    private static Rejection? RejectionOf(MemberInfo member) => member switch
    {
        PropertyInfo property => property.GetValue(null) as Rejection,
        MethodInfo method when method.ReturnType == typeof(Rejection) => method.Invoke(null, ["Olivia"]) as Rejection,
        _ => null,
    };

    private void Title(int level, string title) =>
        text.Append(CultureInfo.InvariantCulture, $"{new string('#', level)} {title}\n\n");

    // The bare word leads to its first place: protocol.md#postmessage.
    private void Anchor(string name)
    {
        if (anchors.Add(name))
        {
            text.Append(CultureInfo.InvariantCulture, $"<a id=\"{name.ToLowerInvariant()}\"></a>\n\n");
        }
    }

    private void Text(string? paragraph)
    {
        foreach (var line in Words.Wrap(paragraph ?? "", 118))
        {
            text.Append(line).Append('\n');
        }
        text.Append('\n');
    }

    private void Example(string name)
    {
        var file = Path.Combine(snapshots, $"{name}.json");
        if (File.Exists(file))
        {
            text.Append(CultureInfo.InvariantCulture, $"```json\n{File.ReadAllText(file).TrimEnd()}\n```\n\n");
        }
    }
}
