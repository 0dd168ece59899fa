using MessageCenter.Domain;
using MessageCenter.Domain.Contacts;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Conversations;

namespace MessageCenter.Grains.Tests.Conversations;

/// <summary>What an operator edits of a contact: the contact says it, and the conversation says who did it.</summary>
public sealed class EditContactTests
{
    [Fact]
    public async Task A_custom_field_is_kept_and_written_down_once()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        var account = cluster.Grains.GetGrain<Interfaces.Accounts.IAccountGrain>(GrainKeys.Of(cluster.Account));
        Assert.Null((await account.ChangeCustomFields([new("plan", "Plan", CustomFieldKind.Choice, ["Basic", "Plus"])])).Rejection);
        var command = new CommandId(Guid.NewGuid());

        Task<Answer> Edit(string key, string? value, string? expected, CommandId? by = null) => cluster.Conversation(id).EditCustomField(
            Reader.Operator(cluster.Olivia), "Olivia", by ?? new(Guid.NewGuid()), key, value, expected);
        var answer = await Edit("plan", "Plus", null, command);
        Assert.Equal(answer, await Edit("plan", "Plus", null, command));
        Assert.Equal(Rejection.ContactFieldWasEdited, (await Edit("plan", "Basic", null)).Rejection);
        Assert.Equal(Rejection.ContactFieldIsInvalid, (await Edit("plan", "Gold", "Plus")).Rejection);
        Assert.Equal(Rejection.CustomFieldNotFound, (await Edit("colour", "Blue", null)).Rejection);

        Assert.Equal([new CustomFieldValue("plan", "Plus")], (await cluster.Contact(contact).ReadContact())?.CustomFields.Items ?? []);
        Assert.Equal(
            new ConversationEvent.CustomFieldRecorded("plan", "Plan", "Plus", null),
            Assert.Single((await cluster.Timeline(id)).Select(entry => entry.Event).OfType<ConversationEvent.CustomFieldRecorded>()));
    }

    [Fact]
    public async Task What_the_fields_say_is_not_told_to_her_messenger()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, front) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        var operatorOlivia = Reader.Operator(cluster.Olivia);
        var answer = await cluster.Conversation(id).EditContactField(
            operatorOlivia, "Olivia", new(Guid.NewGuid()), ContactField.Phone, "+49 30 1234", null);
        Assert.Null(answer.Rejection);
        var account = cluster.Grains.GetGrain<Interfaces.Accounts.IAccountGrain>(GrainKeys.Of(cluster.Account));
        await account.ChangeCustomFields([new("rank", "Rank", CustomFieldKind.Text)]);
        await cluster.Conversation(id).EditCustomField(operatorOlivia, "Olivia", new(Guid.NewGuid()), "rank", "difficult", null);

        var messenger = await cluster.Contact(contact).WatchMessenger(front, 1);
        Assert.Equal("+49 30 1234", messenger?.Contact.Phone);
        Assert.Empty(messenger?.Contact.CustomFields.Items ?? []);
        Assert.Equal([new CustomFieldValue("rank", "difficult")], (await cluster.Contact(contact).ReadContact())?.CustomFields.Items ?? []);
    }
}
