using System.Diagnostics;
using System.Text;
using System.Text.Unicode;
using MessageCenter.LoadTest.Measure;
using MessageCenter.LoadTest.Wire;

namespace MessageCenter.LoadTest.Conversations;

/// <summary>
/// One conversation under load. Visitor and operator take turns: a message is answered by the other side once it was
/// acknowledged and the other side has seen it. Message 0 began the conversation; even ones are the visitor's.
/// </summary>
internal sealed class LoadConversation(int index, LoadIds ids, LoadTexts texts, LoadMeter meter)
{
    private static readonly TimeSpan RetryRefusedAfter = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private readonly List<long> seqs = [0];
    private readonly Queue<long> due = new();
    private bool isRunning;
    private bool isFlatOut;
    private bool waitsForAck;
    private bool waitsForOther;
    private long since;
    private string text = "";

    public int Index => index;

    public Guid Id { get; } = ids.Conversation(index);

    public ReceivingSide Visitor { get; } = new(meter);

    public ReceivingSide Operator { get; } = new(meter);

    /// <summary>Nothing is under way.</summary>
    public bool IsQuiet
    {
        get
        {
            lock (gate)
            {
                return !waitsForAck && !waitsForOther;
            }
        }
    }

    /// <summary>Sent, and acknowledged or not yet.</summary>
    public IReadOnlyList<SentMessage> Sent()
    {
        lock (gate)
        {
            return [.. seqs.Select((seq, number) => new SentMessage(ids.Command(index, number), seq, texts.Of(index, number))).Skip(1)];
        }
    }

    /// <summary>Each turn follows the one before at once.</summary>
    public void RunFlatOut()
    {
        lock (gate)
        {
            isRunning = isFlatOut = true;
            GoOn();
        }
    }

    /// <summary>A message is due at this moment; late ones keep their due time, so that waiting counts as latency.</summary>
    public void Due(long at)
    {
        lock (gate)
        {
            isRunning = true;
            due.Enqueue(at);
            GoOn();
        }
    }

    public void Stop()
    {
        lock (gate)
        {
            isRunning = isFlatOut = false;
            due.Clear();
        }
    }

    /// <summary>After new sockets: what has no answer yet is sent again, as the same command.</summary>
    public void Resume()
    {
        lock (gate)
        {
            if (waitsForAck)
            {
                Post();
            }
        }
    }

    public void Acknowledge(int number, AnswerRecord answer)
    {
        lock (gate)
        {
            if (number != seqs.Count - 1 || !waitsForAck)
            {
                return;
            }
            if (answer.Refusal is { } reason)
            {
                meter.Refused(reason);
                _ = SendAgainLater(number);
                return;
            }
            seqs[number] = answer.Seq;
            waitsForAck = false;
            meter.Acknowledged(since);
            GoOn();
        }
    }

    /// <summary>A push arrived on one of the two sockets. True: a hole, the caller reads after <see cref="ReceivingSide.UpTo"/>.</summary>
    public bool Push(HubSocket socket, TimelineRecord record)
    {
        lock (gate)
        {
            var side = socket == Visitor.Socket ? Visitor : Operator;
            if (socket != side.Socket)
            {
                return false;
            }
            if (!side.Push(record))
            {
                return true;
            }
            See(side, record);
            return false;
        }
    }

    /// <summary>A page that was read on this side.</summary>
    public void Page(ReceivingSide side, TimelineRecord page)
    {
        lock (gate)
        {
            side.Read(page);
            See(side, page);
        }
    }

    private void See(ReceivingSide side, TimelineRecord record)
    {
        var newest = seqs.Count - 1;
        foreach (var entry in record.Entries)
        {
            if (ids.NumberOf(entry.CommandId, index) is not { } number || number != newest || !waitsForOther || side == SenderOf(number))
            {
                continue;
            }
            if (entry.Text != text)
            {
                meter.Misread();
            }
            waitsForOther = false;
            meter.SeenByOther(since);
            GoOn();
            newest = -1;
        }
    }

    private void GoOn()
    {
        if (!isRunning || waitsForAck || waitsForOther)
        {
            return;
        }
        if (due.TryDequeue(out var at))
        {
            Say(at);
        }
        else if (isFlatOut)
        {
            Say(Stopwatch.GetTimestamp());
        }
    }

    private void Say(long at)
    {
        since = at;
        text = texts.Of(index, seqs.Count);
        seqs.Add(0);
        waitsForAck = waitsForOther = true;
        Post();
    }

    private void Post()
    {
        Span<byte> frame = stackalloc byte[512];
        var number = seqs.Count - 1;
        if (!Utf8.TryWrite(
            frame,
            $$"""{"type":1,"invocationId":"m{{index}}.{{number}}","target":"PostMessage","arguments":[{{Arguments(number)}}]}""",
            out var length))
        {
            throw new InvalidOperationException("A message does not fit its frame.");
        }
        frame[length] = HubRecord.Separator;
        SenderOf(number).Socket?.Post(frame[..(length + 1)]);
    }

    private string Arguments(int number) =>
        $$"""{"conversationId":"{{Id}}","commandId":"{{ids.Command(index, number)}}","text":"{{text}}"}""";

    private ReceivingSide SenderOf(int number) => number % 2 == 0 ? Visitor : Operator;

    private async Task SendAgainLater(int number)
    {
        await Task.Delay(RetryRefusedAfter);
        lock (gate)
        {
            if (waitsForAck && number == seqs.Count - 1)
            {
                Post();
            }
        }
    }
}
