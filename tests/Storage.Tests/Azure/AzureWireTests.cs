using MessageCenter.Domain;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Tests.Contract;

namespace MessageCenter.Storage.Tests.Azure;

/// <summary>Documents, contacts and outbox items when a request or an answer is lost.</summary>
public sealed class AzureWireTests(AzureFaultFixture at) : IClassFixture<AzureFaultFixture>
{
    private string key = "";
    private ContactId contact;
    private Talk talk = new();

    public static TheoryData<WireFault> Faults { get; } =
    [
        WireFault.RequestIsLost, WireFault.AnswerIsLost, WireFault.ProcessDiesBefore, WireFault.ProcessDiesAfter,
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_document_is_written_once(WireFault fault) => at.AtEachRequest(
        fault,
        async () =>
        {
            key = Talk.NewCommand().ToString();
            await at.Well.Documents.Write("operator", key, 0, "old", default);
        },
        () => at.Faulty.Documents.Write("operator", key, 1, "new", default),
        async answered =>
        {
            var stored = await at.Well.Documents.Read("operator", key, default);
            Assert.Equal(stored?.Version == 2 ? "new" : "old", stored?.Json);
            Assert.True(answered == stored?.Version || (answered is null && MayBeUnknown(fault)));
            Assert.Equal(stored?.Version + 1, await at.Well.Documents.Write("operator", key, stored!.Version, "next", default));
        });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_document_is_deleted_once(WireFault fault) => at.AtEachRequest(
        fault,
        async () =>
        {
            key = Talk.NewCommand().ToString();
            await at.Well.Documents.Write("operator", key, 0, "old", default);
        },
        () => at.Faulty.Documents.Delete("operator", key, 1, default),
        async answered =>
        {
            var stored = await at.Well.Documents.Read("operator", key, default);
            Assert.True(answered == stored is null || (!answered && MayBeUnknown(fault)));
        });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_contact_and_its_place_change_together(WireFault fault)
    {
        var account = new AccountId(Guid.NewGuid());
        return at.AtEachRequest(
            fault,
            async () =>
            {
                account = new(Guid.NewGuid());
                contact = new(Guid.NewGuid());
                await at.Well.Contacts.Write(account, contact, 0, "old", new(1, "old", null, Talk.Noon, Talk.Noon), default);
            },
            () => at.Faulty.Contacts.Write(
                account, contact, 1, "new", new(1, "new", null, Talk.Noon, Talk.Noon.AddHours(1)), default),
            async answered =>
            {
                var stored = await at.Well.Contacts.Read(account, contact, default);
                var listed = Assert.Single((await at.Well.Contacts.Query(account, null, 10, default)).Rows);
                Assert.Equal(stored?.Json, listed.Row.Name);
                Assert.True(answered == stored?.Version || (answered is null && MayBeUnknown(fault)));
            });
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public Task An_item_is_taken_by_one_and_comes_again(WireFault fault) => at.AtEachRequest(
        fault,
        PutItem,
        () => at.Faulty.Outbox.Take(Talk.Noon, TimeSpan.FromMinutes(1), 10, default),
        async taken =>
        {
            var meanwhile = await at.Well.Outbox.Take(Talk.Noon, TimeSpan.FromMinutes(1), 10, default);
            Assert.True((taken.IsDefault ? 0 : taken.Length) + meanwhile.Length <= 1);
            Assert.True(MayBeUnknown(fault) || taken.Length == 1);
            var again = await at.Well.Outbox.Take(Talk.Noon.AddMinutes(1), TimeSpan.FromDays(1), 10, default);
            await at.Well.Outbox.Done(Assert.Single(again).Number, default);
        });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task An_item_that_is_done_stays_done(WireFault fault)
    {
        var number = 0L;
        return at.AtEachRequest(
            fault,
            async () =>
            {
                await PutItem();
                number = Assert.Single(await at.Well.Outbox.Take(Talk.Noon, TimeSpan.FromMinutes(1), 10, default)).Number;
            },
            async () =>
            {
                await at.Faulty.Outbox.Done(number, default);
                return true;
            },
            async isDone =>
            {
                var left = await at.Later.Outbox.Take(Talk.Noon.AddDays(1), TimeSpan.FromDays(1), 10, default);
                Assert.True(left.IsEmpty || !isDone);
                await at.Well.Outbox.Done(number, default);
                Assert.Empty(await at.Later.Outbox.Take(Talk.Noon.AddDays(9), TimeSpan.FromDays(1), 10, default));
            });
    }

    [Fact]
    public async Task A_storage_account_that_does_not_answer_is_unavailable()
    {
        at.Wire.Strike(WireFault.ProcessDiesBefore, 1);
        try
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(
                () => at.Faulty.Conversations.Load(talk.Account, talk.Id, 1, default));
            await Assert.ThrowsAsync<StoreUnavailableException>(() => at.Faulty.Conversations.Append(talk.Start(), default));
            await Assert.ThrowsAsync<StoreUnavailableException>(() => at.Faulty.Conversations.Query(talk.Account, new(), default));
            await Assert.ThrowsAsync<StoreUnavailableException>(() => at.Faulty.Documents.Read("account", "1", default));
        }
        finally
        {
            at.Wire.Mend();
        }
    }

    private static bool MayBeUnknown(WireFault fault) => fault is WireFault.ProcessDiesBefore or WireFault.ProcessDiesAfter;

    private async Task PutItem()
    {
        talk = new();
        await talk.Write(
            at.Well.Conversations, talk.Start() with { Outbox = [new(Guid.NewGuid(), "mail", "{}", Talk.Noon)] });
    }
}
