using MessageCenter.Domain.Conversations;

namespace MessageCenter.Domain.Contacts;

/// <summary>The rules of a single field of a contact: what it says, and what it may say. "" and null say that nothing is known.</summary>
public static class ContactFields
{
    /// <summary>What it says now; null: nothing.</summary>
    public static string? Of(ContactState state, ContactField field) => field switch
    {
        ContactField.Name => state.Name,
        ContactField.Email => state.Email,
        ContactField.Phone => state.Phone,
        ContactField.Company => state.Company,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No such field."),
    };

    /// <summary>What a custom field says now; null: nothing.</summary>
    public static string? Of(ContactState state, string key) => state.CustomFields.FirstOrDefault(one => one.Key == key)?.Value;

    /// <summary>Why the field does not take the value; null: it does, as <paramref name="clean"/>.</summary>
    public static Rejection? Check(ContactField field, string? value, out string? clean)
    {
        clean = string.IsNullOrWhiteSpace(value) ? null : value.Trim();
        return clean is null ? null : field switch
        {
            ContactField.Name => Fields.IsName(clean) ? null : Rejection.NameIsInvalid,
            ContactField.Email => EmailAddress.IsValid(clean) ? null : Rejection.EmailIsInvalid,
            ContactField.Phone or ContactField.Company =>
                Fields.IsLine(clean, Limits.ContactFieldLengthMax) ? null : Rejection.ContactFieldIsInvalid,
            _ => Rejection.ContactFieldIsInvalid,
        };
    }

    /// <summary>The same for a custom field.</summary>
    public static Rejection? Check(CustomField field, string? value, out string? clean)
    {
        clean = null;
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }
        var isTaken = field.Takes(value, out var taken);
        clean = isTaken ? taken : null;
        return isTaken ? null : Rejection.ContactFieldIsInvalid;
    }
}
