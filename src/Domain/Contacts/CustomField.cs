using System.Globalization;

namespace MessageCenter.Domain.Contacts;

/// <summary>What a custom field holds.</summary>
public enum CustomFieldKind
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>A decimal number, with a point.</summary>
    Number,

    /// <summary>A day: yyyy-MM-dd.</summary>
    Date,

    /// <summary>One of the choices.</summary>
    Choice,

    /// <summary>Any of the choices.</summary>
    Choices,
}

/// <summary>A field that an account has beside name, e-mail, phone and company.</summary>
/// <param name="Key">Names it for good: a letter, then letters, digits, hyphens and underscores.</param>
/// <param name="Label">What operators read.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Choices">What may be chosen; empty for other kinds.</param>
[GenerateSerializer, Immutable, Alias("CustomField")]
public sealed record CustomField(string Key, string Label, CustomFieldKind Kind, EquatableArray<string> Choices = default)
{
    /// <summary>Why an account cannot have these; null: it can.</summary>
    public static Rejection? Check(EquatableArray<CustomField> fields) =>
        fields.Count > Limits.CustomFieldsMax || fields.Any(field => field.Choices.Count > Limits.CustomFieldChoicesMax) ? Rejection.ListIsFull
        : fields.All(IsRight) && fields.Select(field => field.Key).Distinct(StringComparer.Ordinal).Count() == fields.Count ? null
        : Rejection.CustomFieldIsInvalid;

    /// <summary>The value as it is stored: trimmed, numbers and choices in one form. False: the field does not take it.</summary>
    public bool Takes(string value, out string clean)
    {
        clean = value.Trim();
        switch (Kind)
        {
            case CustomFieldKind.Text:
                return Fields.IsLine(clean, Limits.ContactFieldLengthMax);
            case CustomFieldKind.Number:
                if (clean.Length > Limits.ContactFieldLengthMax
                    || !decimal.TryParse(clean, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                {
                    return false;
                }
                clean = number.ToString(CultureInfo.InvariantCulture);
                return true;
            case CustomFieldKind.Date:
                return DateOnly.TryParseExact(clean, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
            case CustomFieldKind.Choice:
                return Choices.Contains(clean);
            default:
                var chosen = clean.Split('\n');
                clean = string.Join('\n', Choices.Where(chosen.Contains));
                return chosen.All(Choices.Contains);
        }
    }

    private static bool IsRight(CustomField field) =>
        field.Key is { Length: > 0 and <= Limits.NameLengthMax } key && char.IsAsciiLetter(key[0])
        && key.All(unit => char.IsAsciiLetterOrDigit(unit) || unit is '-' or '_')
        && Fields.IsName(field.Label) && Enum.IsDefined(field.Kind)
        && field.Choices.Count > 0 == field.Kind is CustomFieldKind.Choice or CustomFieldKind.Choices
        && field.Choices.All(choice => Fields.IsName(choice)) && field.Choices.Distinct().Count() == field.Choices.Count;
}

/// <summary>What a custom field says about a contact. Several choices stand on lines of their own.</summary>
[GenerateSerializer, Immutable, Alias("CustomFieldValue")]
public sealed record CustomFieldValue(string Key, string Value);
