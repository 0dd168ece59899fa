using System.Diagnostics;
using System.Globalization;
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
    /// <summary>A client's first pause. Later ones would be longer, and a run would measure them instead of the server.</summary>
    private static readonly TimeSpan RetryRefusedAfter = TimeSpan.FromMilliseconds(300);

    private readonly Lock gate = new();
    private readonly List<long> seqs = [0];
    private readonly Queue<long> due = new();
    private bool isRunning;
    private bool isFlatOut;
    private bool isRetired;
    private bool waitsForAck;
    private bool waitsForOther;
    private long since;
    private long begunAt;
    private long postedAt;
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

    /// <summary>The newest message has no answer yet.</summary>
    public bool IsWaitingForAck
    {
        get
        {
            lock (gate)
            {
                return waitsForAck;
            }
        }
    }

    /// <summary>Nothing more is begun in it.</summary>
    public bool IsRetired
    {
        get
        {
            lock (gate)
            {
                return isRetired;
            }
        }
    }

    /// <summary>What became of its sends since <see cref="Strike"/>.</summary>
    public Acceptance Acceptance { get; } = new();

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
            isRunning = isFlatOut = !isRetired;
            GoOn();
        }
    }

    /// <summary>A message is due at this moment; late ones keep their due time, so that waiting counts as latency.</summary>
    public void Due(long at)
    {
        lock (gate)
        {
            isRunning = !isRetired;
            due.Enqueue(at);
            GoOn();
        }
    }

    /// <summary>Stops for good.</summary>
    public void Retire()
    {
        lock (gate)
        {
            isRetired = true;
            Stop();
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

    /// <summary>
    /// A fault strikes now. The next message waits for no push of the one before, which may be lost: how soon sends are
    /// accepted again is one question, how soon lost pushes are found another.
    /// </summary>
    public void Strike(long at)
    {
        lock (gate)
        {
            Acceptance.Strike(at, seqs.Count);
            waitsForOther = false;
            Due(at);
        }
    }

    /// <summary>What has had no answer for so long is sent again, as the same command.</summary>
    public void RepeatUnanswered(TimeSpan patience)
    {
        lock (gate)
        {
            if (waitsForAck && Stopwatch.GetElapsedTime(postedAt) > patience)
            {
                Post();
            }
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

    /// <summary>This side has another socket; what it sent and has no answer for is sent again, as the same command.</summary>
    public void Resume(ReceivingSide side, HubSocket socket)
    {
        lock (gate)
        {
            side.Connect(socket);
            if (waitsForAck && side == SenderOf(seqs.Count - 1))
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
            Acceptance.Acknowledged(number, begunAt);
            GoOn();
        }
    }

    /// <summary>This side has a socket, from now on: it hears what is said, after it has read what was said before.</summary>
    public async Task Watch(ReceivingSide side, HubSocket socket, CancellationToken cancel)
    {
        lock (gate)
        {
            side.Connect(socket);
        }
        var snapshot = await socket.Invoke("WatchConversation", new { conversationId = Id, after = side.UpTo }, cancel);
        snapshot.Accepted("WatchConversation");
        Page(side, TimelineRecord.Parse(Encoding.UTF8.GetBytes(snapshot.GetProperty("page").GetRawText())));
    }

    /// <summary>A push arrived on one of the two sockets. True: a hole, the caller reads after <see cref="ReceivingSide.UpTo"/>.</summary>
    public bool Push(HubSocket socket, TimelineRecord record)
    {
        lock (gate)
        {
            var side = SideOf(socket);
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

    /// <summary>How far it is, says the server: what a lost push would have brought is read.</summary>
    public void Beat(HubSocket socket, long lastSeq)
    {
        var side = SideOf(socket);
        if (socket == side.Socket && lastSeq > side.UpTo)
        {
            meter.Hole();
            PostRead(side);
        }
    }

    /// <summary>Whose socket it is.</summary>
    public ReceivingSide SideOf(HubSocket socket) => socket == Visitor.Socket ? Visitor : Operator;

    /// <summary>A page that was read on this side.</summary>
    public void Page(ReceivingSide side, TimelineRecord page)
    {
        lock (gate)
        {
            side.Read(page);
            See(side, page);
        }
    }

    /// <summary>Asks for what this side has not received.</summary>
    public void PostRead(ReceivingSide side)
    {
        var asked = string.Create(
            CultureInfo.InvariantCulture, $$"""{"conversationId":"{{Id}}","after":{{side.UpTo}},"before":null,"limit":200}""");
        var call = string.Create(
            CultureInfo.InvariantCulture, $$"""{"type":1,"invocationId":"r{{index}}","target":"ReadTimeline","arguments":[{{asked}}]}""");
        side.Socket?.Post([.. Encoding.UTF8.GetBytes(call), HubRecord.Separator]);
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
        begunAt = Stopwatch.GetTimestamp();
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
        postedAt = Stopwatch.GetTimestamp();
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
