using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Tests.Contract;
using static MessageCenter.Domain.Conversations.ConversationEvent;

namespace MessageCenter.Storage.Tests.Azure;

/// <summary>
/// A call is cut at each of its requests in turn. What was acknowledged is there; whether the rest is there the row says, and
/// everything else agrees with it; the same call once more brings it there exactly once.
/// </summary>
public sealed class AzureCrashTests(AzureFaultFixture at) : IClassFixture<AzureFaultFixture>
{
    private const string Word = "needle";

    private readonly OperatorId operatorId = Talk.NewOperator();
    private Talk talk = new();
    private Talk other = new();

    public static TheoryData<WireFault> Faults { get; } =
    [
        WireFault.RequestIsLost, WireFault.AnswerIsLost, WireFault.ProcessDiesBefore, WireFault.ProcessDiesAfter,
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_start(WireFault fault) => Append(
        fault, _ => Task.CompletedTask, talk => talk.Start(Word) with { Outbox = [new(Guid.NewGuid(), "mail", "{}", Talk.Noon)] });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_message(WireFault fault) => Append(fault, Started, talk => talk.Post($"another {Word}"));

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Going_live(WireFault fault) => Append(fault, Started, talk => talk.GoLive(operatorId, 1));

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Turning_asynchronous(WireFault fault) => Append(
        fault, Live, talk => talk.Next(Author.System, null, new TurnedAsynchronous(AsynchronousReason.OperatorLeft)));

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Ending(WireFault fault) => Append(
        fault, Live, talk => talk.Next(Author.Operator(operatorId, "Olivia"), Talk.NewCommand(), new ConversationEnded()));

    private Task Append(WireFault fault, Func<Talk, Task> prepare, Func<Talk, ConversationAppend> make)
    {
        var append = (ConversationAppend?)null;
        return at.AtEachRequest(
            fault,
            async () =>
            {
                await Prepare(prepare);
                append = make(talk);
            },
            () => at.Faulty.Conversations.Append(append!, default),
            answered => Check(append!, answered));
    }

    private async Task Check(ConversationAppend append, AppendResult? answered)
    {
        var stored = await at.Well.Conversations.Load(talk.Account, talk.Id, 0, default);
        var isStored = stored?.Version == append.ExpectedVersion + 1;
        Assert.True(isStored || (stored?.Version ?? 0) == append.ExpectedVersion);
        // Whoever is not told "stored" is told that nobody knows: never that it was refused.
        Assert.True(answered is null or AppendResult.Appended, $"It was answered {answered}.");
        Assert.True(isStored || answered is null, "What was acknowledged is not there.");
        await at.AssertListsAgree(talk, Word, operatorId);
        if (LiveOperator(stored) is null)
        {
            await AnotherCanGoLive();
        }

        var again = await at.Well.Conversations.Append(append, default);

        Assert.True(
            isStored ? again is AppendResult.Duplicate or AppendResult.Conflict : again is AppendResult.Appended, $"{again}");
        var after = await at.Well.Conversations.Load(talk.Account, talk.Id, 0, default);
        Assert.Equal(append.State, after?.State);
        await AzureFaultFixture.AssertListsAgree(at.Well.Conversations, talk, Word, operatorId);
        await AssertOutbox(append);
        if (LiveOperator(after) is not null)
        {
            var late = new Talk { Account = talk.Account };
            await late.Write(at.Well.Conversations, late.Start());
            Assert.IsType<AppendResult.SlotsTaken>(await at.Later.Conversations.Append(late.GoLive(operatorId, 1), default));
        }
    }

    private static OperatorId? LiveOperator(StoredConversation? stored) =>
        stored?.State is { Mode: ConversationMode.Live } state ? state.Assignee?.OperatorId : null;

    /// <summary>A claim that no row stands for keeps nobody waiting for long. Afterwards the slot is free again.</summary>
    private async Task AnotherCanGoLive()
    {
        await other.Write(at.Later.Conversations, other.Start());
        await other.Write(at.Later.Conversations, other.GoLive(operatorId, 1));
        await other.Write(
            at.Later.Conversations, other.Next(Author.System, null, new TurnedAsynchronous(AsynchronousReason.ContactLeft)));
        Assert.True(await at.Later.Conversations.Delete(other.Account, other.Id, default));
    }

    private async Task AssertOutbox(ConversationAppend append)
    {
        var taken = await at.Later.Outbox.Take(Talk.Noon.AddDays(1), TimeSpan.FromDays(1), 10, default);
        Assert.Equal(append.Outbox.Select(item => item.EventId), taken.Select(item => item.Item.EventId));
        foreach (var item in taken)
        {
            await at.Well.Outbox.Done(item.Number, default);
        }
    }

    private async Task Prepare(Func<Talk, Task> prepare)
    {
        talk = new();
        other = new() { Account = talk.Account };
        await prepare(talk);
    }

    private async Task Started(Talk talk) => await talk.Write(at.Well.Conversations, talk.Start($"a {Word}"));

    private async Task Live(Talk talk)
    {
        await Started(talk);
        await talk.Write(at.Well.Conversations, talk.GoLive(operatorId, 1));
    }
}
