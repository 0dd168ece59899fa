using System.Collections.Concurrent;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Grains.Deliveries;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Deliveries;
using Microsoft.Extensions.Logging.Abstractions;

namespace MessageCenter.Grains.Tests.Deliveries;

/// <summary>Workers of several silos at one outbox: each item is somebody's, and nobody's death keeps it.</summary>
public sealed class OutboxWorkerTests
{
    private static readonly MailSetUp SetUp = new("chat@demo.example") { TimeLimit = TimeSpan.FromSeconds(30) };

    [Fact]
    public async Task Many_workers_send_each_mail_once_and_the_conversation_hears_of_it()
    {
        await using var cluster = await GrainCluster.Start(silos: 2);
        var id = await Begin(cluster);
        foreach (var number in Enumerable.Range(1, 6))
        {
            await Dispatch(cluster, id, $"boss{number}@shop.example");
        }
        var post = new Post();
        await using var workers = new Workers(cluster, post, post);
        await Until(cluster, async () => (await Delivered(cluster, id)).Length == 6, "all are delivered");
        Assert.Equal(6, post.Sent.Select(mail => mail.Recipient).Distinct().Count());
        Assert.Equal(6, post.Sent.Count);
        Assert.All(await Delivered(cluster, id), one => Assert.Null(one.Problem));
        Assert.Empty(await cluster.Outbox.Take(cluster.Clock.GetUtcNow().AddYears(1), TimeSpan.FromMinutes(1), 10, default));
    }

    [Fact]
    public async Task What_fails_for_now_is_sent_later_and_under_the_same_id()
    {
        await using var cluster = await GrainCluster.Start();
        var id = await Begin(cluster);
        await Dispatch(cluster, id, "boss@shop.example");
        var post = new Post { Outcome = DeliveryOutcome.Later(DeliveryProblem.ServerBusy, "450 later") };
        await using var workers = new Workers(cluster, post);
        await Until(cluster, () => Task.FromResult(post.Sent.Count >= 3), "it is tried three times");
        Assert.Empty(await Delivered(cluster, id));
        post.Outcome = DeliveryOutcome.Sent;
        await Until(cluster, async () => (await Delivered(cluster, id)).Length == 1, "it is delivered");
        Assert.Single(post.Sent.Select(mail => mail.Id).Distinct());
    }

    [Fact]
    public async Task What_is_refused_for_good_is_said_and_rests_until_somebody_asks()
    {
        await using var cluster = await GrainCluster.Start();
        var id = await Begin(cluster);
        var command = await Dispatch(cluster, id, "boss@shop.example");
        var post = new Post { Outcome = DeliveryOutcome.Never(DeliveryProblem.AddressRefused, "550 nobody") };
        await using var workers = new Workers(cluster, post);
        await Until(cluster, async () => (await Delivered(cluster, id)).Length == 1, "it is given up");
        Assert.Equal(DeliveryProblem.AddressRefused, Assert.Single(await Delivered(cluster, id)).Problem);
        cluster.Clock.Advance(TimeSpan.FromDays(2));
        post.Outcome = DeliveryOutcome.Sent;
        Assert.Equal(Answer.Done, await Deliveries(cluster).TryAgain(command));
        await Until(cluster, async () => (await Delivered(cluster, id)).Length == 2, "it is delivered");
        Assert.Equal(2, post.Sent.Count);
        Assert.Equal(DeliveryStatus.Sent, Assert.Single((await Deliveries(cluster).ReadDeliveries()).Items).Status);
        Assert.Equal(Rejection.DeliveryIsDone, (await Deliveries(cluster).TryAgain(command)).Rejection);
    }

    [Fact]
    public async Task An_item_whose_worker_died_is_taken_up_by_another_when_its_lease_is_over()
    {
        await using var cluster = await GrainCluster.Start();
        var id = await Begin(cluster);
        await Dispatch(cluster, id, "boss@shop.example");
        Assert.Single(await cluster.Outbox.Take(cluster.Clock.GetUtcNow(), SetUp.Lease, 10, default));
        var post = new Post();
        await using var workers = new Workers(cluster, post);
        await Until(cluster, () => Task.FromResult(post.Sent.Count == 1), "another sends it");
    }

    [Fact, BadInput(65)]
    public async Task An_hour_has_room_for_so_many_mails_and_an_address_for_a_few()
    {
        await using var cluster = await GrainCluster.Start();
        var deliveries = Deliveries(cluster);
        for (var number = 0; number < Limits.MailsPerAddressPerHourMax; number++)
        {
            Assert.Equal(Answer.Done, await deliveries.AdmitMail(NewId(), "boss@shop.example"));
        }
        Assert.Equal(Rejection.TooManyMails, (await deliveries.AdmitMail(NewId(), "Boss@shop.example")).Rejection);
        for (var number = Limits.MailsPerAddressPerHourMax; number < Limits.MailsPerHourMax; number++)
        {
            Assert.Equal(Answer.Done, await deliveries.AdmitMail(NewId(), $"{number}@shop.example"));
        }
        Assert.Equal(Rejection.TooManyMails, (await deliveries.AdmitMail(NewId(), "last@shop.example")).Rejection);
        cluster.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Answer.Done, await deliveries.AdmitMail(NewId(), "boss@shop.example"));
    }

    [Fact]
    public async Task An_hour_has_room_for_so_many_calls_of_integrations()
    {
        await using var cluster = await GrainCluster.Start();
        var deliveries = Deliveries(cluster);
        var first = NewId();
        Assert.Equal(Answer.Done, await deliveries.AdmitCall(first));
        for (var number = 1; number < Limits.IntegrationCallsPerHourMax; number++)
        {
            Assert.Equal(Answer.Done, await deliveries.AdmitCall(NewId()));
        }
        Assert.Equal(Rejection.TooManyCalls, (await deliveries.AdmitCall(NewId())).Rejection);
        Assert.Equal(Answer.Done, await deliveries.AdmitCall(first));
    }

    private static CommandId NewId() => new(Guid.NewGuid());

    private static IDeliveriesGrain Deliveries(GrainCluster cluster) =>
        cluster.Grains.GetGrain<IDeliveriesGrain>(GrainKeys.Of(cluster.Account));

    private static async Task<ConversationId> Begin(GrainCluster cluster) => await cluster.Begin((await cluster.Arrive()).Contact);

    private static async Task<CommandId> Dispatch(GrainCluster cluster, ConversationId id, string recipient)
    {
        var command = NewId();
        var answer = await cluster.Conversation(id).RunCommand(Reader.Operator(cluster.Olivia), "Olivia", command, $"$dispatch {recipient}");
        Assert.NotNull(answer.Seq);
        return command;
    }

    private static async Task<ConversationEvent.TranscriptDelivered[]> Delivered(GrainCluster cluster, ConversationId id) =>
        [.. (await cluster.Timeline(id)).Select(entry => entry.Event).OfType<ConversationEvent.TranscriptDelivered>()];

    private static Task Until(GrainCluster cluster, Func<Task<bool>> isSo, string what) => Poll.Until(
        async () =>
        {
            cluster.Clock.Advance(TimeSpan.FromSeconds(1));
            return await isSo();
        },
        what,
        TimeSpan.FromSeconds(60));

    /// <summary>The world outside: takes mails, and answers what the test says.</summary>
    private sealed class Post : IMailer
    {
        public DeliveryOutcome Outcome { get; set; } = DeliveryOutcome.Sent;

        public ConcurrentQueue<Mail> Sent { get; } = [];

        public Task<DeliveryOutcome> Send(Mail mail, CancellationToken cancel)
        {
            Sent.Enqueue(mail);
            return Task.FromResult(Outcome);
        }
    }

    private sealed class Workers : IAsyncDisposable
    {
        private readonly List<OutboxWorker> workers = [];

        public Workers(GrainCluster cluster, params Post[] posts)
        {
            foreach (var (silo, post) in posts.Index())
            {
                var grains = cluster.GrainsOf(silo);
                IOrderCarrier[] carriers = [new TranscriptCarrier(grains, new(grains, SetUp), post)];
                var worker = new OutboxWorker(cluster.Outbox, grains, carriers, SetUp, cluster.Clock, NullLogger<OutboxWorker>.Instance);
                workers.Add(worker);
                _ = worker.StartAsync(default);
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var worker in workers)
            {
                await worker.StopAsync(default);
                worker.Dispose();
            }
        }
    }
}
