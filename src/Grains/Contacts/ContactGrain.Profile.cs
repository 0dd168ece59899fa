using MessageCenter.Domain.Contacts;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;

namespace MessageCenter.Grains.Contacts;

/// <summary>What is known of her, and who is told when it changes.</summary>
internal sealed partial class ContactGrain
{
    /// <inheritdoc/>
    public Task<Answer> SetContactInfo(string? name, string? email, string? phone, string? company) =>
        Change(new ContactCommand.SetContactInfo(clock.GetUtcNow(), name, email, phone, company));

    /// <inheritdoc/>
    public Task<Answer> EditContactField(ContactField field, string? value, string? expected) =>
        Change(new ContactCommand.EditContactField(clock.GetUtcNow(), field, value, expected));

    /// <inheritdoc/>
    public Task<Answer> EditCustomField(CustomField field, string? value, string? expected) =>
        Change(new ContactCommand.EditCustomField(clock.GetUtcNow(), field, value, expected));

    /// <inheritdoc/>
    public Task<Answer> SetCustomData(string data) => Change(new ContactCommand.SetCustomData(clock.GetUtcNow(), data));

    /// <inheritdoc/>
    public async Task<Answer> LocateContact(ContactLocation? location)
    {
        var (before, now) = (state.Location, clock.GetUtcNow());
        var answer = await Run(new ContactCommand.LocateContact(now, location is null ? null : location with { At = now }));
        if (state.Location != before)
        {
            ShowProfileChanged();
        }
        return answer;
    }

    /// <inheritdoc/>
    public async Task<ContactView?> ReadContact() => await IsKnown(CancellationToken.None)
        ? View() with
        {
            CustomFields = state.CustomFields,
            PreviousCustomData = state.PreviousCustomData,
            Location = state.Location,
        }
        : null;

    /// <summary>A change of her profile: her messengers are told, and whoever looks at a conversation of hers.</summary>
    private async Task<Answer> Change(ContactCommand command)
    {
        var before = state;
        var answer = await Run(command);
        if (answer.Rejection is null)
        {
            Publish(null);
            TellConversations();
        }
        if (state != before)
        {
            ShowProfileChanged();
        }
        return answer;
    }

    /// <summary>Whoever looks at a conversation of hers reads her profile again.</summary>
    private void ShowProfileChanged()
    {
        foreach (var id in conversations.Keys)
        {
            Tell(GrainFactory.GetGrain<IConversationGrain>(GrainKeys.Of(account, id)).ShowProfileChanged(), "A contact's profile");
        }
    }

    private ContactView View() => new(
        me,
        state.Number,
        state.Name,
        state.Email,
        state.Phone,
        state.Company,
        state.Locale,
        IsPresent(),
        state.CreatedAt,
        state.LastSeenAt,
        state.CustomData,
        state.Visits,
        conversations.Count);
}
