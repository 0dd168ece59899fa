using System.Globalization;
using System.Text;

namespace MessageCenter.ProtocolTypes;

/// <summary>Fills the table of decoders.ts.</summary>
internal static class TypeScriptDecoders
{
    private const int Width = 96;

    public static string Write(string template)
    {
        var types = Contract.Decoded.ToArray();
        var records = types.Where(type => !Wire.IsUnion(type)).ToArray();
        var unions = types.Where(Wire.IsUnion).ToArray();
        return template
            .Replace("/*types*/", Lines(types.Select(type => $"  {Wire.NameOf(type)}: wire.{Wire.NameOf(type)};")), StringComparison.Ordinal)
            .Replace("/*records*/", Lines(records.Select(type => $"  {Wire.NameOf(type)}: {Description(type, "    ")},")), StringComparison.Ordinal)
            .Replace("/*unions*/", Lines(unions.Select(Union)), StringComparison.Ordinal);
    }

    private static string Union(Type union)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"  {Wire.NameOf(union)}: {{\n");
        foreach (var (word, variant) in Wire.VariantsOf(union))
        {
            text.Append(CultureInfo.InvariantCulture, $"    {word}: {Description(variant, "      ")},\n");
        }
        return text.Append("  },").ToString();
    }

    private static string Description(Type record, string indent)
    {
        var fields = string.Join(' ', Wire.FieldsOf(record).Select(field => $"{field.Name}:{TypeOf(record, field)}"));
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
        : type == typeof(int) || type == typeof(long) ? "n"
        : type.IsEnum ? string.Join('|', Wire.WordsOf(type))
        : Wire.NameOf(type);

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
