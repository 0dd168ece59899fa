using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;

namespace MessageCenter.Storage.Azure;

/// <summary>Partition and row keys. Table Storage orders rows by the units of their keys; numbers have a fixed width for that.</summary>
internal static class Keys
{
    internal const string Row = "row";

    /// <summary>Behind every key that begins with the text before it.</summary>
    internal const string End = "~";

    private const long Largest = 999_999_999_999_999;
    private const int SafeLengthMax = 400;

    internal static string Account(AccountId account) => account.Value.ToString("N");

    internal static string Conversation(AccountId account, ConversationId conversation) =>
        $"{account.Value:N}-{conversation.Value:N}";

    internal static string Entry(long seq) => $"e-{seq:D7}";

    internal static string Command(Author author, CommandId command) => $"c-{author.Key}-{command.Value:N}";

    internal static string Outbox(Guid eventId) => $"o-{eventId:N}";

    internal static string Number(long number) => number.ToString("D15", CultureInfo.InvariantCulture);

    /// <summary>The larger the number, the earlier the key.</summary>
    internal static string Descending(long number) => Number(Largest - Math.Clamp(number, 0, Largest));

    /// <summary>The larger the id, the earlier the key.</summary>
    internal static string Descending(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)~bytes[i];
        }
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>Any text as part of a key: what a key may not hold is escaped, what is too long is named by its hash.</summary>
    internal static string Safe(string text)
    {
        var escaped = Uri.EscapeDataString(text).Replace('%', '=');
        return escaped.Length <= SafeLengthMax
            ? escaped
            : "hash=" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
