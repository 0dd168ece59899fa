using MessageCenter.LoadTest.Measure;
using MessageCenter.LoadTest.Wire;

namespace MessageCenter.LoadTest.Conversations;

/// <summary>
/// One reader of one conversation, as strict as a client could be: pushes must come once and in order; a hole is filled
/// by reading. Used under the conversation's lock.
/// </summary>
internal sealed class ReceivingSide(LoadMeter meter)
{
    private readonly List<bool> pushed = [];
    private long newestPushed;

    public HubSocket? Socket { get; set; }

    /// <summary>All up to here was received.</summary>
    public long UpTo { get; private set; }

    /// <summary>Another socket: what came by push on the old one may come again.</summary>
    public void Connect(HubSocket socket)
    {
        Socket = socket;
        pushed.Clear();
        newestPushed = 0;
    }

    /// <summary>True: the entries count as received. False: something before them is missing and must be read.</summary>
    public bool Push(TimelineRecord record)
    {
        foreach (var entry in record.Entries)
        {
            Count(entry.Seq);
        }
        if (record.After > UpTo)
        {
            meter.Hole();
            return false;
        }
        UpTo = Math.Max(UpTo, record.UpTo);
        return true;
    }

    /// <summary>A page was read.</summary>
    public void Read(TimelineRecord page)
    {
        if (page.After <= UpTo)
        {
            UpTo = Math.Max(UpTo, page.UpTo);
        }
    }

    private void Count(long seq)
    {
        while (pushed.Count <= seq)
        {
            pushed.Add(false);
        }
        if (pushed[(int)seq])
        {
            meter.Doubled();
        }
        else if (seq < newestPushed)
        {
            meter.OutOfOrder();
        }
        pushed[(int)seq] = true;
        newestPushed = Math.Max(newestPushed, seq);
    }
}
