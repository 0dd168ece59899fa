using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using MessageCenter.Domain;
using Microsoft.AspNetCore.Identity;

namespace MessageCenter.WebFront.Identity;

/// <summary>What people type to sign in, in the one form in which it is compared and hashed.</summary>
public static class SignInText
{
    /// <summary>An e-mail address in its comparable form: NFC, lower case.</summary>
    public static string NormalizeEmail(string email) => email.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();

    /// <summary>A password in NFC, so that the same word typed on another keyboard is the same; false when it is too long or no text.</summary>
    public static bool TryNormalizePassword(string password, [NotNullWhen(true)] out string? normalized)
    {
        normalized = null;
        if (password.Length is 0 or > Limits.PasswordBytesMax || !IsText(password))
        {
            return false;
        }
        normalized = password.Normalize(NormalizationForm.FormC);
        return Encoding.UTF8.GetByteCount(normalized) <= Limits.PasswordBytesMax;
    }

    /// <summary>False for lone surrogates, which are no characters and cannot be normalised.</summary>
    public static bool IsText(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var units) != OperationStatus.Done)
            {
                return false;
            }
            rest = rest[units..];
        }
        return true;
    }
}

/// <summary>Identity's look-ups by our form of an address.</summary>
internal sealed class SignInNameNormalizer : ILookupNormalizer
{
    /// <inheritdoc/>
    public string? NormalizeName(string? name) => NormalizeEmail(name);

    /// <inheritdoc/>
    public string? NormalizeEmail(string? email) => email is null ? null : SignInText.NormalizeEmail(email);
}
