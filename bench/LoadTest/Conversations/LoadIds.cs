using System.Buffers.Binary;

namespace MessageCenter.LoadTest.Conversations;

/// <summary>
/// Ids that say which conversation and which message of it they name, so that a push is understood without a look-up.
/// The salt tells runs apart.
/// </summary>
internal readonly struct LoadIds(ulong salt)
{
    private const int OfConversation = -1;

    public Guid Conversation(int index) => Make(index, OfConversation);

    public Guid Command(int index, int number) => Make(index, number);

    /// <summary>The conversation's index; null: not one of this run.</summary>
    public int? IndexOf(Guid conversation) =>
        Read(conversation) is (var index, OfConversation) ? index : null;

    /// <summary>The message's number; null: not a message of this conversation.</summary>
    public int? NumberOf(Guid command, int conversation) =>
        Read(command) is var (index, number) && index == conversation && number != OfConversation ? number : null;

    private Guid Make(int index, int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, salt);
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], index);
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], number);
        return new(bytes, bigEndian: true);
    }

    private (int Index, int Number)? Read(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        return id.TryWriteBytes(bytes, bigEndian: true, out _) && BinaryPrimitives.ReadUInt64BigEndian(bytes) == salt
            ? (BinaryPrimitives.ReadInt32BigEndian(bytes[8..]), BinaryPrimitives.ReadInt32BigEndian(bytes[12..]))
            : null;
    }
}
