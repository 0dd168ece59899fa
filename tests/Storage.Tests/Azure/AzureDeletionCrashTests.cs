using MessageCenter.Domain;
using MessageCenter.Storage.Azure;
using MessageCenter.Storage.Tests.Contract;

namespace MessageCenter.Storage.Tests.Azure;

/// <summary>A deletion is cut at each of its requests in turn. The same call once more leaves nothing.</summary>
public sealed class AzureDeletionCrashTests(AzureFaultFixture at) : IClassFixture<AzureFaultFixture>
{
    private const string Word = "needle";

    private readonly OperatorId operatorId = Talk.NewOperator();
    private Talk talk = new();

    [Theory]
    [InlineData(WireFault.RequestIsLost)]
    [InlineData(WireFault.AnswerIsLost)]
    [InlineData(WireFault.ProcessDiesBefore)]
    [InlineData(WireFault.ProcessDiesAfter)]
    public Task A_deletion(WireFault fault) => at.AtEachRequest(
        fault,
        Prepare,
        () => at.Faulty.Conversations.Delete(talk.Account, talk.Id, default),
        async isDeleted =>
        {
            var before = await at.Well.Conversations.Load(talk.Account, talk.Id, 0, default);
            Assert.True(before is null || !isDeleted);
            await AzureFaultFixture.AssertListsAgree(at.Well.Conversations, talk, Word, operatorId);

            await at.Well.Conversations.Delete(talk.Account, talk.Id, default);

            Assert.Null(await at.Well.Conversations.Load(talk.Account, talk.Id, 0, default));
            var conversation = Keys.Conversation(talk.Account, talk.Id);
            Assert.Null(await at.Well.Database.Tables.Conversations.Find(conversation, Keys.Row, default));
            Assert.Empty(await at.PlacesOf(talk.Account));
            var other = new Talk { Account = talk.Account };
            await other.Write(at.Well.Conversations, other.Start());
            await other.Write(at.Later.Conversations, other.GoLive(operatorId, 1));
            var anew = new Talk { Account = talk.Account, Id = talk.Id };
            await anew.Write(at.Well.Conversations, anew.Start());
        });

    private async Task Prepare()
    {
        talk = new();
        await talk.Write(at.Well.Conversations, talk.Start(Word));
        await talk.Write(at.Well.Conversations, talk.GoLive(operatorId, 1));
    }
}
