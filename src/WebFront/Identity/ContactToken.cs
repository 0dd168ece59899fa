using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.WebFront.Endpoints;

namespace MessageCenter.WebFront.Identity;

/// <summary>
/// What a visitor's browser keeps to be the same contact again: "{widget key}.{contact id}.{secret}". The key only says
/// where to ask; the contact is who has the secret, of which we keep a hash.
/// </summary>
internal sealed record ContactToken(WidgetKey Widget, ContactId ContactId, string Secret)
{
    private const int SecretBytes = 32;
    private const int KeyLength = 65;
    private const int IdLength = 32;
    private const int SecretLength = 43;
    private const int Length = KeyLength + 1 + IdLength + 1 + SecretLength;

    /// <summary>The token itself.</summary>
    public string Text => $"{Widget}.{ContactId.Value:N}.{Secret}";

    /// <summary>SHA-256 of contact and secret, hexadecimal.</summary>
    public string Hash =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{ContactId.Value:N}.{Secret}")));

    /// <summary>A token of a contact that does not exist yet.</summary>
    public static ContactToken New(WidgetKey widget) =>
        new(widget, RouteIds.New<ContactId>(), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));

    /// <summary>Reads a token; null when the text is none.</summary>
    public static ContactToken? Parse(string? text) =>
        text is { Length: Length } && text[KeyLength] == '.' && text[^(SecretLength + 1)] == '.'
        && WidgetKey.Parse(text[..KeyLength]) is { } widget
        && Guid.TryParseExact(text.AsSpan(KeyLength + 1, IdLength), "N", out var contact) && contact != Guid.Empty
        && Base64Url.IsValid(text.AsSpan(Length - SecretLength))
            ? new(widget, new(contact), text[^SecretLength..])
            : null;

    /// <summary>Keeps the secret out of logs and messages.</summary>
    public override string ToString() => $"{nameof(ContactToken)} of {ContactId}";
}
