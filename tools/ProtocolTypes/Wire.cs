using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Conversations;
using MessageCenter.WebFront.Hubs;
using Microsoft.AspNetCore.SignalR;

namespace MessageCenter.ProtocolTypes;

/// <summary>One field as it is on the wire.</summary>
/// <param name="Name">camelCase.</param>
/// <param name="Member">Its name in C#.</param>
/// <param name="Type">Without null and list.</param>
/// <param name="IsList">An array of them.</param>
/// <param name="IsNullable">May be null.</param>
internal sealed record WireField(string Name, string Member, Type Type, bool IsList, bool IsNullable);

/// <summary>One method of a hub.</summary>
internal sealed record WireMethod(string Name, Type Argument, Type? Result, bool ResultIsNullable);

/// <summary>
/// What the wire is, read from where it is made: hub classes, client interfaces, and the serializer's own description
/// of each type. Nothing is guessed from names.
/// </summary>
internal static class Wire
{
    /// <summary>Records that the wire calls otherwise than the code does.</summary>
    private static readonly Dictionary<Type, string> Names = new()
    {
        [typeof(AccountOperator)] = "OperatorView",
        [typeof(Assignee)] = "OperatorName",
        [typeof(OperatorGroup)] = "OperatorGroupView",
        [typeof(Topic)] = "TopicView",
        [typeof(Macro)] = "MacroView",
    };

    public static string NameOf(Type type) => Names.GetValueOrDefault(type, type.Name);

    public static bool IsIdentifier(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IIdentifier<>));

    public static bool IsUnion(Type type) => Info(type).PolymorphismOptions is not null;

    public static bool IsRecord(Type type) => Info(type).Kind == JsonTypeInfoKind.Object;

    /// <summary>The variants of a union by the word in their field "type".</summary>
    public static IEnumerable<(string Word, Type Type)> VariantsOf(Type union) =>
        (Info(union).PolymorphismOptions?.DerivedTypes ?? []).Select(
            variant => (variant.TypeDiscriminator as string ?? throw new InvalidOperationException("A variant is a word."), variant.DerivedType));

    public static IReadOnlyList<WireField> FieldsOf(Type record) =>
        [.. Info(record).Properties.Where(property => property.Get is not null && IsWritten(property)).Select(Field)];

    private static bool IsWritten(JsonPropertyInfo property) =>
        property.ShouldSerialize is not { } shouldSerialize || shouldSerialize(property, null);

    /// <summary>The words of an enum as the wire spells them.</summary>
    public static IEnumerable<string> WordsOf(Type words) => Enum.GetValues(words).Cast<object>()
        .Select(word => System.Text.Json.JsonSerializer.Serialize(word, words, WireJson.Options).Trim('"'));

    /// <summary>What a hub offers: its own methods first, then those that it shares with another.</summary>
    public static IReadOnlyList<WireMethod> MethodsOf(Type hub) =>
        [.. Lineage(hub).SelectMany(type => type
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.GetBaseDefinition().DeclaringType == type && !method.IsSpecialName)
            .OrderBy(method => method.MetadataToken)
            .Select(Method))];

    private static IEnumerable<Type> Lineage(Type hub)
    {
        for (var type = hub; type is not null && type.Assembly == hub.Assembly; type = type.BaseType)
        {
            yield return type;
        }
    }

    /// <summary>The pushes of a client by name.</summary>
    public static IReadOnlyList<(string Name, Type Push)> PushesOf(Type client) =>
        [.. client.GetMethods().OrderBy(method => method.MetadataToken)
            .Select(method => (method.Name, method.GetParameters().Single().ParameterType))];

    /// <summary>The type and all that it is made of, inner ones first.</summary>
    public static IEnumerable<Type> ClosureOf(IEnumerable<Type> roots)
    {
        var seen = new HashSet<Type>();
        return roots.SelectMany(root => Closure(root, seen)).ToArray();
    }

    private static IEnumerable<Type> Closure(Type type, HashSet<Type> seen)
    {
        if (!type.IsEnum && (IsIdentifier(type) || !IsRecord(type)) || !seen.Add(type))
        {
            yield break;
        }
        if (!type.IsEnum)
        {
            var parts = IsUnion(type) ? VariantsOf(type).SelectMany(variant => FieldsOf(variant.Type)) : FieldsOf(type);
            foreach (var inner in parts.SelectMany(field => Closure(field.Type, seen)))
            {
                yield return inner;
            }
        }
        yield return type;
    }

    private static WireMethod Method(MethodInfo method)
    {
        var answer = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : null;
        var nullable = new NullabilityInfoContext().Create(method.ReturnParameter).GenericTypeArguments;
        return new(
            method.Name,
            method.GetParameters().Single().ParameterType,
            answer,
            nullable is [{ ReadState: NullabilityState.Nullable }]);
    }

    private static WireField Field(JsonPropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var isNullable = type != property.PropertyType || (!type.IsValueType && property.IsGetNullable);
        var isList = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>);
        return new(
            property.Name,
            (property.AttributeProvider as MemberInfo)?.Name ?? char.ToUpperInvariant(property.Name[0]) + property.Name[1..],
            isList ? type.GetGenericArguments()[0] : type,
            isList,
            isNullable);
    }

    private static JsonTypeInfo Info(Type type) => WireJson.Options.GetTypeInfo(type);
}
