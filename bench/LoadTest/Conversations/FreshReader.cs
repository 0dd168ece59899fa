using System.Text;
using System.Text.Json;
using MessageCenter.LoadTest.Measure;
using MessageCenter.LoadTest.Product;
using MessageCenter.LoadTest.Wire;

namespace MessageCenter.LoadTest.Conversations;

/// <summary>A reader that was not there before: new sockets that know nothing read every timeline from its beginning.</summary>
internal sealed class FreshReader : IHubListener
{
    private const int SocketsPerOperator = 4;
    private const int PageMax = 200;
    /// <summary>Below the calls that one socket may make a second.</summary>
    private static readonly TimeSpan BetweenReads = TimeSpan.FromMilliseconds(22);

    /// <summary>Reads every conversation and compares it with what was sent.</summary>
    public static async Task<Violations> Check(
        ProductClient product, IReadOnlyList<LoadConversation> conversations, CancellationToken cancel)
    {
        var listener = new FreshReader();
        var sockets = new List<HubSocket>();
        try
        {
            foreach (var email in ProductClient.Operators)
            {
                var cookie = await product.SignIn(email, cancel);
                for (var made = 0; made < SocketsPerOperator; made++)
                {
                    sockets.Add(await product.ConnectOperator(cookie, listener, cancel));
                }
            }
            var checks = sockets.Select((socket, at) =>
                CheckThese(socket, conversations.Where(conversation => conversation.Index % sockets.Count == at), cancel));
            var found = new Violations();
            foreach (var violations in await Task.WhenAll(checks))
            {
                found += violations;
            }
            return found;
        }
        finally
        {
            await Task.WhenAll(sockets.Select(socket => socket.DisposeAsync().AsTask()));
        }
    }

    public void Hear(HubSocket socket, in HubRecord record)
    {
    }

    public void Closed(HubSocket socket)
    {
    }

    private static async Task<Violations> CheckThese(
        HubSocket socket, IEnumerable<LoadConversation> conversations, CancellationToken cancel)
    {
        var found = new Violations();
        foreach (var conversation in conversations)
        {
            found += TimelineCheck.Check(conversation.Sent(), await Read(socket, conversation.Id, cancel));
        }
        return found;
    }

    private static async Task<List<ReadEntry>> Read(HubSocket socket, Guid conversationId, CancellationToken cancel)
    {
        var entries = new List<ReadEntry>();
        var after = 0L;
        while (true)
        {
            var asked = new { conversationId, after, before = (long?)null, limit = PageMax };
            var answer = await socket.Invoke("ReadTimeline", asked, cancel);
            await Task.Delay(BetweenReads, cancel);
            if (answer.ValueKind != JsonValueKind.Object)
            {
                throw new LoadTestException("A conversation that was written to is not found.");
            }
            var page = TimelineRecord.Parse(Encoding.UTF8.GetBytes(answer.GetRawText()));
            entries.AddRange(page.Entries.Select(entry => new ReadEntry(entry.Seq, entry.CommandId, entry.Text)));
            if (page.IsComplete || page.UpTo <= after)
            {
                return entries;
            }
            after = page.UpTo;
        }
    }
}
