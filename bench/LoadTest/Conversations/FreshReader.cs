using System.Text;
using System.Text.Json;
using MessageCenter.LoadTest.Measure;
using MessageCenter.LoadTest.Product;
using MessageCenter.LoadTest.Wire;

namespace MessageCenter.LoadTest.Conversations;

/// <summary>What readers who were not there before found.</summary>
internal sealed record FreshReading(Violations Violations, IReadOnlyList<OwnedConversation> Owned, int Contradictions)
{
    public static FreshReading operator +(FreshReading left, FreshReading right) =>
        new(left.Violations + right.Violations, [.. left.Owned, .. right.Owned], left.Contradictions + right.Contradictions);
}

/// <summary>A reader that was not there before: new sockets that know nothing read every timeline from its beginning.</summary>
internal sealed class FreshReader : IHubListener
{
    private const int SocketsPerOperator = 4;
    private const int PageMax = 200;
    /// <summary>Below the calls that one socket may make a second.</summary>
    private static readonly TimeSpan BetweenReads = TimeSpan.FromMilliseconds(22);

    /// <summary>Reads every conversation and compares it with what was sent.</summary>
    public static async Task<Violations> Check(
        Fronts fronts, IReadOnlyList<LoadConversation> conversations, CancellationToken cancel) =>
        (await Read(fronts, conversations, cancel)).Violations;

    /// <summary>The same, with the owners that the timelines name.</summary>
    public static Task<FreshReading> Read(
        Fronts fronts, IReadOnlyList<LoadConversation> conversations, CancellationToken cancel) =>
        Read(fronts, conversations, conversation => conversation.Sent(), cancel);

    /// <summary>Reads every conversation and compares it with what must be in it.</summary>
    public static async Task<FreshReading> Read(
        Fronts fronts,
        IReadOnlyList<LoadConversation> conversations,
        Func<LoadConversation, IReadOnlyList<SentMessage>> expected,
        CancellationToken cancel)
    {
        var listener = new FreshReader();
        var sockets = new List<HubSocket>();
        try
        {
            foreach (var email in ProductClient.Operators)
            {
                var cookie = await fronts.Next().SignIn(email, cancel);
                for (var made = 0; made < SocketsPerOperator; made++)
                {
                    sockets.Add(await fronts.Next().ConnectOperator(cookie, listener, cancel));
                }
            }
            var readings = sockets.Select((socket, at) =>
                ReadThese(socket, conversations.Where(conversation => conversation.Index % sockets.Count == at), expected, cancel));
            return (await Task.WhenAll(readings)).Aggregate((left, right) => left + right);
        }
        finally
        {
            await Task.WhenAll(sockets.Select(socket => socket.DisposeAsync().AsTask()));
        }
    }

    /// <summary>What one front shows to all operators.</summary>
    public static async Task<FrontView> Look(
        ProductClient front, IReadOnlyList<LoadConversation> conversations, CancellationToken cancel)
    {
        var owners = new Dictionary<Guid, Guid?>();
        var mine = new Dictionary<Guid, IReadOnlySet<Guid>>();
        foreach (var (email, at) in ProductClient.Operators.Select((email, at) => (email, at)))
        {
            var cookie = await front.SignIn(email, cancel);
            await using var socket = await front.ConnectOperator(cookie, new FreshReader(), cancel);
            var inbox = await socket.Invoke("Hello", new { locale = "en" }, cancel);
            mine[inbox.GetProperty("me").GetProperty("operatorId").GetGuid()] =
                inbox.GetProperty("mine").EnumerateArray().Select(head => head.GetProperty("conversationId").GetGuid()).ToHashSet();
            foreach (var conversation in conversations.Where(one => one.Index % ProductClient.Operators.Count == at))
            {
                var watched = new { conversationId = conversation.Id, after = (long?)null };
                var snapshot = (await socket.Invoke("WatchConversation", watched, cancel)).Accepted("WatchConversation");
                var assignee = snapshot.GetProperty("conversation").GetProperty("assignee");
                owners[conversation.Id] = assignee.ValueKind == JsonValueKind.Object ? assignee.GetProperty("operatorId").GetGuid() : null;
                await Task.Delay(BetweenReads, cancel);
            }
        }
        return new(owners, mine);
    }

    public void Hear(HubSocket socket, in HubRecord record)
    {
    }

    public void Closed(HubSocket socket)
    {
    }

    private static async Task<FreshReading> ReadThese(
        HubSocket socket,
        IEnumerable<LoadConversation> conversations,
        Func<LoadConversation, IReadOnlyList<SentMessage>> expected,
        CancellationToken cancel)
    {
        var found = new FreshReading(default, [], 0);
        foreach (var conversation in conversations)
        {
            found += await Read(socket, conversation, expected, cancel);
        }
        return found;
    }

    private static async Task<FreshReading> Read(
        HubSocket socket,
        LoadConversation conversation,
        Func<LoadConversation, IReadOnlyList<SentMessage>> expected,
        CancellationToken cancel)
    {
        var entries = new List<ReadEntry>();
        var latest = DateTimeOffset.MinValue;
        var earlier = 0;
        var replay = new OwnershipReplay();
        var after = 0L;
        while (true)
        {
            var asked = new { conversationId = conversation.Id, after, before = (long?)null, limit = PageMax };
            var answer = await socket.Invoke("ReadTimeline", asked, cancel);
            await Task.Delay(BetweenReads, cancel);
            if (answer.ValueKind != JsonValueKind.Object)
            {
                throw new LoadTestException("A conversation that was written to is not found.");
            }
            foreach (var entry in answer.GetProperty("entries").EnumerateArray())
            {
                replay.Add(entry);
                var at = entry.GetProperty("at").GetDateTimeOffset();
                // Time in a timeline never runs backwards, whatever the clock does.
                earlier += at < latest ? 1 : 0;
                latest = at;
            }
            var page = TimelineRecord.Parse(Encoding.UTF8.GetBytes(answer.GetRawText()));
            entries.AddRange(page.Entries.Select(entry => new ReadEntry(entry.Seq, entry.CommandId, entry.Text)));
            if (page.IsComplete || page.UpTo <= after)
            {
                var violations = TimelineCheck.Check(expected(conversation), entries) + new Violations(0, 0, earlier);
                return new(violations, [new(conversation.Id, replay.Owner, replay.IsEnded)], replay.Contradictions);
            }
            after = page.UpTo;
        }
    }
}
