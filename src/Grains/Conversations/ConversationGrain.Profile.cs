using MessageCenter.Domain;
using MessageCenter.Domain.Contacts;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Stores;
using static MessageCenter.Domain.Conversations.ConversationCommand;

namespace MessageCenter.Grains.Conversations;

/// <summary>
/// What operators change of the contact while they talk. The contact takes the value first, then it is written down here. A retry of
/// what is written down sets nothing: by now somebody may have set something else.
/// </summary>
internal sealed partial class ConversationGrain
{
    private IContactGrain ContactGrain => GrainFactory.GetGrain<IContactGrain>(GrainKeys.Of(account, State.ContactId));

    /// <inheritdoc/>
    public async Task<Answer> EditContactField(
        Reader by, string operatorName, CommandId id, ContactField field, string? value, string? expected) =>
        !Admits(by) || !IsOperator(by) ? await NotFound()
        : ContactFields.Check(field, value, out var clean) is { } refusal ? Answer.Rejected(refusal)
        : await Record(
            new(AuthorOf(by, operatorName), id, Now(), field, clean, expected),
            contact => contact.EditContactField(field, clean, expected));

    /// <inheritdoc/>
    public async Task<Answer> EditCustomField(Reader by, string operatorName, CommandId id, string key, string? value, string? expected)
    {
        if (!Admits(by) || !IsOperator(by))
        {
            return await NotFound();
        }
        if ((await AccountGrain.ReadAccount())?.CustomFields.FirstOrDefault(one => one.Key == key) is not { } field)
        {
            return Answer.Rejected(Rejection.CustomFieldNotFound);
        }
        if (ContactFields.Check(field, value, out var clean) is { } refusal)
        {
            return Answer.Rejected(refusal);
        }
        var command = new RecordCustomField(AuthorOf(by, operatorName), id, Now(), key, field.Label, clean, expected);
        return await Recall(command) is { } answer ? answer
            : await ContactGrain.EditCustomField(field, clean, expected) is { Rejection: not null } refused ? refused
            : await Run(command);
    }

    /// <summary>A typed command sets it, whatever was there.</summary>
    private Task<Answer> Record(Author by, CommandId id, ContactField field, string? value) => Record(
        new(by, id, Now(), field, value, null),
        contact => field == ContactField.Name
            ? contact.SetContactInfo(value ?? "", null, null, null)
            : contact.SetContactInfo(null, value ?? "", null, null));

    private async Task<Answer> Record(RecordContactInfo command, Func<IContactGrain, Task<Answer>> set)
    {
        if (await Recall(command) is { } answer)
        {
            return answer;
        }
        var view = await ContactGrain.ReadContact();
        var before = command.Field switch
        {
            ContactField.Name => view?.Name,
            ContactField.Email => view?.Email,
            ContactField.Phone => view?.Phone,
            _ => view?.Company,
        };
        var taken = await set(ContactGrain);
        // It says so already when an earlier try got no further than to the contact: what was seen then is what it said before.
        return taken.Rejection is null
            ? await Run(before == command.Value && command.Previous is not null ? command : command with { Previous = before })
            : taken;
    }

    private async Task<Answer?> Recall(ConversationCommand command)
    {
        try
        {
            return await pipeline.Recall(command, CancellationToken.None);
        }
        catch (StoreUnavailableException problem)
        {
            Runtime.Log.StoreFailed(log, problem, this.GetPrimaryKeyString());
            return Answer.Rejected(Rejection.StoreIsUnavailable);
        }
    }
}
