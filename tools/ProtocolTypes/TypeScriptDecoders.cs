using System.Globalization;
using System.Text;
using MessageCenter.Grains.Interfaces.Contacts;

namespace MessageCenter.ProtocolTypes;

/// <summary>Fills the tables of decoders.ts and operatorDecoders.ts.</summary>
internal static class TypeScriptDecoders
{
    private const int Width = 96;

    /// <summary>What every client reads, and the program that does.</summary>
    public static string Write(string template)
    {
        var types = Contract.DecodedByWidget.ToArray();
        return Fill(template, types, Contract.IsForWidget, Contract.IsForWidget)
            .Replace("/*types*/", Lines(Contract.Decoded.Select(type => $"  {Wire.NameOf(type)}: wire.{Wire.NameOf(type)};")), StringComparison.Ordinal);
    }

    /// <summary>What operators read besides.</summary>
    public static string WriteForOperators(string template)
    {
        var known = Contract.DecodedByWidget.ToHashSet();
        var types = Contract.Decoded.Where(type => !known.Contains(type) || Wire.IsUnion(type) || type == typeof(ContactView)).ToArray();
        return Fill(template, types, variant => !Contract.IsForWidget(variant), (_, _) => true);
    }

    private static string Fill(string template, Type[] types, Func<Type, bool> isWanted, Func<Type, string, bool> isFieldWanted) => template
        .Replace(
            "/*records*/",
            Lines(types.Where(type => !Wire.IsUnion(type)).Select(type => $"  {Wire.NameOf(type)}: {Description(type, "    ", isFieldWanted)},")),
            StringComparison.Ordinal)
        .Replace("/*unions*/", Lines(types.Where(Wire.IsUnion).Select(union => Union(union, isWanted))), StringComparison.Ordinal);

    private static string Union(Type union, Func<Type, bool> isWanted)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"  {Wire.NameOf(union)}: {{\n");
        foreach (var (word, variant) in Wire.VariantsOf(union).Where(one => isWanted(one.Type)))
        {
            text.Append(CultureInfo.InvariantCulture, $"    {word}: {Description(variant, "      ", (_, _) => true)},\n");
        }
        return text.Append("  },").ToString();
    }

    private static string Description(Type record, string indent, Func<Type, string, bool> isWanted)
    {
        var wanted = Wire.FieldsOf(record).Where(field => isWanted(record, field.Name));
        var fields = string.Join(' ', wanted.Select(field => $"{field.Name}:{TypeOf(record, field)}"));
        var lines = Words.Wrap(fields, Width - indent.Length - 6).ToArray();
        return lines is [] ? "\"\"" : string.Join($" \"\n{indent}+ ", lines.Select(line => $"\"{line}"))  + "\"";
    }

    private static string TypeOf(Type owner, WireField field)
    {
        var inner = Contract.TypeOverride(owner, field.Name) is "string" ? "s" : Plain(field.Type);
        // A list of what holds a union may hold kinds that only a newer server knows.
        var list = !field.IsList ? "" : Wire.IsRecord(field.Type) && HoldsUnion(field.Type) ? "*" : "[]";
        return inner + list + (field.IsNullable ? "?" : "");
    }

    private static bool HoldsUnion(Type type) =>
        !type.IsEnum && !Wire.IsIdentifier(type) && Wire.FieldsOf(type).Any(field => Wire.IsRecord(field.Type) && Wire.IsUnion(field.Type));

    private static string Plain(Type type) =>
        type == typeof(string) || type == typeof(DateTimeOffset) || Wire.IsIdentifier(type) ? "s"
        : type == typeof(bool) ? "b"
        : type == typeof(int) || type == typeof(long) || type == typeof(double) ? "n"
        : type.IsEnum ? string.Join('|', Wire.WordsOf(type))
        : Wire.NameOf(type);

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
