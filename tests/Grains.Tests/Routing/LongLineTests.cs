using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Runtime;

namespace MessageCenter.Grains.Tests.Routing;

/// <summary>More people wait than a page of rows holds.</summary>
public sealed class LongLineTests
{
    private const int Long = Limits.ListPageMax + 10;

    [Fact]
    public async Task Who_waits_longest_is_still_first_after_the_line_was_compared_with_its_rows()
    {
        await using var cluster = await GrainCluster.Start(slotsMax: 1);
        var line = await BeginMany(cluster);
        cluster.Clock.Advance(new GrainTimings().ReconcileEvery + TimeSpan.FromSeconds(1));
        await cluster.Router.IsAnswered(cluster.Group);

        await cluster.GoOnline(cluster.Olivia);

        await cluster.Until(line[0], "live with Olivia", head => head.Mode == ConversationMode.Live);
    }

    [Fact]
    public async Task The_list_of_unassigned_conversations_begins_with_the_longest_wait_even_after_a_restart()
    {
        await using var cluster = await GrainCluster.Start();
        var line = await BeginMany(cluster);

        await cluster.Restart();
        var (_, front) = cluster.NewFront();
        var list = await cluster.Router.WatchUnassigned(front);

        Assert.Equal(line.Take(Limits.ListPageMax), list.Conversations.Select(view => view.ConversationId));
    }

    private static async Task<List<ConversationId>> BeginMany(GrainCluster cluster)
    {
        var line = new List<ConversationId>();
        foreach (var arrival in await Task.WhenAll(Enumerable.Range(0, Long).Select(_ => cluster.Arrive())))
        {
            cluster.Pass(TimeSpan.FromMilliseconds(10));
            line.Add(await cluster.Begin(arrival.Contact));
        }
        return line;
    }
}
