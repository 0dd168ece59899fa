using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using MessageCenter.Domain;

namespace MessageCenter.WebFront.Identity;

/// <summary>
/// What a visitor's browser keeps to be the same contact again: "{contact id}.{secret}". We keep only its hash; who has the
/// text is the contact.
/// </summary>
internal sealed record ContactToken(ContactId ContactId, string Text)
{
    private const int SecretBytes = 32;
    private const int IdLength = 32;
    private const int Length = IdLength + 1 + 43;

    /// <summary>SHA-256 of the text, hexadecimal.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>A token of a contact that does not exist yet.</summary>
    public static ContactToken New()
    {
        var contact = Endpoints.RouteIds.New<ContactId>();
        return new(contact, $"{contact.Value:N}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}");
    }

    /// <summary>Reads a token; null when the text is none.</summary>
    public static ContactToken? Parse(string? text) =>
        text is { Length: Length } && text[IdLength] == '.'
        && Guid.TryParseExact(text.AsSpan(0, IdLength), "N", out var id) && id != Guid.Empty
        && Base64Url.IsValid(text.AsSpan(IdLength + 1))
            ? new(new(id), text)
            : null;

    /// <summary>Keeps the secret out of logs and messages.</summary>
    public override string ToString() => $"{nameof(ContactToken)} of {ContactId}";
}
