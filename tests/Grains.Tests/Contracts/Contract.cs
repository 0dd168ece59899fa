using System.Globalization;
using System.Reflection;
using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces;

namespace MessageCenter.Grains.Tests.Contracts;

/// <summary>
/// All that crosses from one process to another, as lines of text: serialized types with the numbers of their fields, the
/// values of enums, grain interfaces and observers with their methods and parameters. It says what the serializer does: a
/// record's fields are numbered by their place in its constructor, other fields by their attribute.
/// </summary>
internal static class Contract
{
    private static readonly Assembly[] Assemblies =
        [typeof(AccountId).Assembly, typeof(GrainKeys).Assembly, typeof(GrainsServices).Assembly];

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>Serialized types, by alias.</summary>
    public static IReadOnlyList<Type> Types { get; } =
        [.. All().Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), false)).OrderBy(AliasOf, StringComparer.Ordinal)];

    /// <summary>Grain interfaces and observers, by name.</summary>
    public static IReadOnlyList<Type> Interfaces { get; } =
        [.. All().Where(type => type.IsInterface && type.IsAssignableTo(typeof(IAddressable))).OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>The alias; null when there is none.</summary>
    public static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(false)?.Alias;

    /// <summary>Numbered fields.</summary>
    public static IEnumerable<(int Number, string Name, string Type)> FieldsOf(Type type)
    {
        const BindingFlags declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (var field in type.GetFields(declared))
        {
            if (field.GetCustomAttribute<IdAttribute>() is { } id)
            {
                yield return ((int)id.Id, field.Name, Name(Nullability.Create(field)));
            }
        }
        foreach (var parameter in PrimaryConstructorOf(type)?.GetParameters() ?? [])
        {
            // What a base record declares is numbered there.
            if (type.GetProperty(parameter.Name ?? "", declared) is { } property)
            {
                yield return (parameter.Position, property.Name, Name(Nullability.Create(property)));
            }
        }
    }

    /// <summary>The constructor of a record that its declaration shows; null for what is no record with fields.</summary>
    public static ConstructorInfo? PrimaryConstructorOf(Type type) =>
        type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(made => !type.IsGenericType && made.GetParameters() is { Length: > 0 } given && given[0].ParameterType != type)
            .MaxBy(made => made.GetParameters().Length);

    /// <summary>Everything, one fact a line.</summary>
    public static IEnumerable<string> Lines() => [.. Types.SelectMany(LinesOf), .. Enums().SelectMany(ValuesOf), .. Interfaces.SelectMany(CallsOf)];

    /// <summary>Methods of a grain interface or observer.</summary>
    public static IEnumerable<MethodInfo> MethodsOf(Type type) =>
        type.GetMethods().Where(method => method.IsAbstract).OrderBy(method => method.Name, StringComparer.Ordinal);

    private static IEnumerable<string> LinesOf(Type type) =>
    [
        $"type {AliasOf(type)}",
        .. FieldsOf(type).OrderBy(field => field.Number)
            .Select(field => string.Create(CultureInfo.InvariantCulture, $"type {AliasOf(type)} #{field.Number} {field.Name}: {field.Type}")),
    ];

    private static IEnumerable<string> ValuesOf(Type type) =>
        Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(value => $"enum {type.Name} {Enum.GetName(type, value)} = {value}");

    private static IEnumerable<string> CallsOf(Type type) =>
    [
        $"interface {AliasOf(type)}",
        .. MethodsOf(type).SelectMany(method => (string[])
        [
            $"call {AliasOf(type)}.{AliasOf(method)} -> {Name(Nullability.Create(method.ReturnParameter))}{OneWay(method)}",
            .. method.GetParameters().Select(parameter =>
                $"call {AliasOf(type)}.{AliasOf(method)} #{parameter.Position} {parameter.Name}: {Name(Nullability.Create(parameter))}"),
        ]),
    ];

    private static string OneWay(MethodInfo method) => method.IsDefined(typeof(Orleans.Concurrency.OneWayAttribute)) ? ", one way" : "";

    private static IEnumerable<Type> Enums() => All().Where(type => type.IsEnum && type.IsPublic && type.Assembly != typeof(GrainsServices).Assembly)
        .OrderBy(type => type.Name, StringComparer.Ordinal);

    private static IEnumerable<Type> All() => Assemblies.SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Namespace?.StartsWith("MessageCenter", StringComparison.Ordinal) == true);

    private static string Name(NullabilityInfo info)
    {
        if (Nullable.GetUnderlyingType(info.Type) is { } inner)
        {
            return inner.Name + "?";
        }
        var arguments = info.GenericTypeArguments.Length == 0 ? "" : $"<{string.Join(", ", info.GenericTypeArguments.Select(Name))}>";
        var mayBeNull = !info.Type.IsValueType && info.ReadState == NullabilityState.Nullable;
        return info.Type.Name.Split('`')[0] + arguments + (mayBeNull ? "?" : "");
    }
}
