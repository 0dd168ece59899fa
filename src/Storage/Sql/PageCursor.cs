using System.Buffers.Binary;
using System.Buffers.Text;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Storage.Sql;

/// <summary>Where a page of conversations ended: newest activity and number of its last row. Opaque to callers.</summary>
internal readonly record struct PageCursor(long LastAt, long Number)
{
    private const int Size = 16;

    internal static PageCursor Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (!Base64Url.IsValid(text, out var size) || size != Size || !Base64Url.TryDecodeFromChars(text, bytes, out _))
        {
            throw new InvalidCursorException();
        }
        return new(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[8..]));
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, LastAt);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Number);
        return Base64Url.EncodeToString(bytes);
    }
}
