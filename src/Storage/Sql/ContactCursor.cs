using System.Buffers.Binary;
using System.Buffers.Text;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Storage.Sql;

/// <summary>Where a page of contacts ended. Opaque to callers.</summary>
internal readonly record struct ContactCursor(long LastSeenAt, Guid Id)
{
    private const int Size = 24;

    /// <summary>Before everybody.</summary>
    internal static ContactCursor Start { get; } = new(long.MaxValue, Guid.AllBitsSet);

    internal static ContactCursor Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (!Base64Url.IsValid(text, out var size) || size != Size || !Base64Url.TryDecodeFromChars(text, bytes, out _))
        {
            throw new InvalidCursorException();
        }
        return new(BinaryPrimitives.ReadInt64BigEndian(bytes), new(bytes[8..], bigEndian: true));
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, LastSeenAt);
        Id.TryWriteBytes(bytes[8..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }
}
