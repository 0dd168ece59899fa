using System.Globalization;
using MessageCenter.LoadTest.Wire;

namespace MessageCenter.LoadTest.Conversations;

/// <summary>Brings what the sockets of a run hear to the conversation that it belongs to.</summary>
internal sealed class FleetListener(LoadIds ids, IReadOnlyList<LoadConversation> conversations) : IHubListener
{
    public void Hear(HubSocket socket, in HubRecord record)
    {
        if (record.Type == HubRecord.Invocation)
        {
            HearPush(socket, record);
        }
        else if (record.InvocationId is [(byte)'m', .. var message])
        {
            var dot = message.IndexOf((byte)'.');
            Of(message[..dot]).Acknowledge(int.Parse(message[(dot + 1)..], CultureInfo.InvariantCulture), AnswerRecord.Parse(record));
        }
        else if (record.InvocationId is [(byte)'r', .. var read] && record.Payload is [(byte)'{', ..])
        {
            var conversation = Of(read);
            var side = conversation.SideOf(socket);
            var page = TimelineRecord.Parse(record.Payload);
            conversation.Page(side, page);
            if (!page.IsComplete)
            {
                conversation.PostRead(side);
            }
        }
    }

    public void Closed(HubSocket socket)
    {
    }

    private void HearPush(HubSocket socket, in HubRecord record)
    {
        if (record.Target.SequenceEqual("TimelineAdvanced"u8))
        {
            var pushed = TimelineRecord.Parse(record.Payload);
            if (ids.IndexOf(pushed.ConversationId) is { } index && conversations[index].Push(socket, pushed))
            {
                conversations[index].PostRead(conversations[index].SideOf(socket));
            }
        }
        else if (record.Target.SequenceEqual("ConversationBeat"u8))
        {
            var beat = BeatRecord.Parse(record.Payload);
            if (ids.IndexOf(beat.ConversationId) is { } index)
            {
                conversations[index].Beat(socket, beat.LastSeq);
            }
        }
    }

    private LoadConversation Of(ReadOnlySpan<byte> index) => conversations[int.Parse(index, CultureInfo.InvariantCulture)];
}
