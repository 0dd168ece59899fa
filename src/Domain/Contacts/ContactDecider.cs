using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Contacts.ContactCommand;
using static MessageCenter.Domain.Contacts.ContactEvent;
using Decided = MessageCenter.Domain.Decision<MessageCenter.Domain.Contacts.ContactEvent>;

namespace MessageCenter.Domain.Contacts;

/// <summary>The rules of a contact's profile. Nothing that a page or visitor says here proves who she is.</summary>
public static class ContactDecider
{
    /// <summary>Decides one command.</summary>
    public static Decided Decide(ContactState state, ContactCommand command)
    {
        if (!state.Exists && command is not CreateContact)
        {
            return Decided.Reject(Rejection.ContactNotFound);
        }
        return command switch
        {
            CreateContact create => Create(state, create),
            SetContactInfo set => Set(state, set),
            EditContactField edit => Edit(state, edit),
            EditCustomField edit => Edit(state, edit),
            SetCustomData data => Data(state, data),
            LocateContact locate => Locate(state, locate),
            BeginVisit visit => Decided.Accept(new VisitBegan(visit.At, visit.IsCounted)),
            RevokeToken => state.TokenHash is null ? Decided.Nothing : Decided.Accept(new TokenRevoked()),
            _ => throw new InvalidOperationException($"No rule decides {command.GetType().Name}."),
        };
    }

    /// <summary>Applies one event.</summary>
    public static ContactState Apply(ContactState state, ContactEvent happened) => happened switch
    {
        ContactCreated made => new()
        {
            Number = made.Number,
            TokenHash = made.TokenHash,
            Locale = made.Locale,
            CreatedAt = made.At,
            LastSeenAt = made.At,
        },
        ContactInfoChanged info => state with { Name = info.Name, Email = info.Email, Phone = info.Phone, Company = info.Company },
        CustomFieldChanged field => state with
        {
            CustomFields = state.CustomFields.Where(one => one.Key != field.Key)
                .Concat(field.Value is { } value ? [new CustomFieldValue(field.Key, value)] : []).ToEquatableArray(),
        },
        CustomDataChanged data => state with { CustomData = data.Data, PreviousCustomData = state.CustomData },
        ContactLocated located => state with { Location = located.Location },
        VisitBegan visit => state with { Visits = state.Visits + (visit.IsCounted ? 1 : 0), LastSeenAt = visit.At },
        TokenRevoked => state with { TokenHash = null },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not known."),
    };

    private static Decided Create(ContactState state, CreateContact command) =>
        !Locales.IsValid(command.Locale) ? Decided.Reject(Rejection.LocaleIsInvalid)
        : !state.Exists ? Decided.Accept(new ContactCreated(command.Number, command.TokenHash, command.Locale, command.At))
        : state.TokenHash == command.TokenHash ? Decided.Nothing
        : Decided.Reject(Rejection.ContactNotFound);

    private static Decided Set(ContactState state, SetContactInfo command)
    {
        if (command.Name is { Length: > 0 } name && !Fields.IsName(name))
        {
            return Decided.Reject(Rejection.NameIsInvalid);
        }
        if (command.Email is { Length: > 0 } email && !EmailAddress.IsValid(email))
        {
            return Decided.Reject(Rejection.EmailIsInvalid);
        }
        if ((command.Phone is { Length: > 0 } phone && !Fields.IsLine(phone, Limits.ContactFieldLengthMax))
            || (command.Company is { Length: > 0 } company && !Fields.IsLine(company, Limits.ContactFieldLengthMax)))
        {
            return Decided.Reject(Rejection.ContactFieldIsInvalid);
        }
        var changed = new ContactInfoChanged(
            Merge(state.Name, command.Name),
            Merge(state.Email, command.Email),
            Merge(state.Phone, command.Phone),
            Merge(state.Company, command.Company));
        return changed == new ContactInfoChanged(state.Name, state.Email, state.Phone, state.Company)
            ? Decided.Nothing
            : Decided.Accept(changed);
    }

    private static Decided Edit(ContactState state, EditContactField command)
    {
        var now = ContactFields.Of(state, command.Field);
        return ContactFields.Check(command.Field, command.Value, out var value) is { } refusal ? Decided.Reject(refusal)
            : value == now ? Decided.Nothing
            : now != command.Expected ? Decided.Reject(Rejection.ContactFieldWasEdited)
            : Decided.Accept(new ContactInfoChanged(
                command.Field == ContactField.Name ? value : state.Name,
                command.Field == ContactField.Email ? value : state.Email,
                command.Field == ContactField.Phone ? value : state.Phone,
                command.Field == ContactField.Company ? value : state.Company));
    }

    private static Decided Edit(ContactState state, EditCustomField command)
    {
        var now = ContactFields.Of(state, command.Field.Key);
        return ContactFields.Check(command.Field, command.Value, out var value) is { } refusal ? Decided.Reject(refusal)
            : value == now ? Decided.Nothing
            : now != command.Expected ? Decided.Reject(Rejection.ContactFieldWasEdited)
            : Decided.Accept(new CustomFieldChanged(command.Field.Key, value));
    }

    private static Decided Data(ContactState state, SetCustomData command) =>
        !CustomData.IsValid(command.Data) ? Decided.Reject(Rejection.CustomDataIsInvalid)
        : state.CustomData == command.Data ? Decided.Nothing
        : Decided.Accept(new CustomDataChanged(command.Data));

    private static Decided Locate(ContactState state, LocateContact command)
    {
        var known = state.Location;
        if (command.Location is not { } given)
        {
            return known is null ? Decided.Nothing : Decided.Accept(new ContactLocated(null));
        }
        if (!given.IsValid())
        {
            return Decided.Reject(Rejection.LocationIsInvalid);
        }
        var found = given.Rounded();
        // Time alone is no news for everybody who looks: she moved, or it was long ago.
        return known is not null && known.IsSamePlace(found) && found.At - known.At < Limits.SameLocationAge ? Decided.Nothing
            : ContactLocation.Latest(known, found) == known ? Decided.Nothing
            : IsTooSoon(known, found) ? Decided.Reject(Rejection.LocationWasJustShared)
            : Decided.Accept(new ContactLocated(found));
    }

    private static bool IsTooSoon(ContactLocation? known, ContactLocation found) =>
        known?.Kind == LocationKind.Browser && found.Kind == LocationKind.Browser && found.At - known.At < Limits.SharedLocationPause;

    private static string? Merge(string? old, string? given) => given switch
    {
        null => old,
        "" => null,
        _ => given.Trim(),
    };
}
