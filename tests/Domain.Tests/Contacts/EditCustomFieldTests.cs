using MessageCenter.Domain.Contacts;
using static MessageCenter.Domain.Contacts.ContactCommand;

namespace MessageCenter.Domain.Tests.Contacts;

public sealed class EditCustomFieldTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly CustomField Plan = new("plan", "Plan", CustomFieldKind.Choice, ["Basic", "Plus"]);
    private static readonly CustomField Interests = new("interests", "Interests", CustomFieldKind.Choices, ["Kitchen", "Garden", "Light"]);
    private static readonly ContactState Vera = new() { Number = 81, Name = "Vera", CreatedAt = Noon };

    [Fact]
    public void What_another_wrote_meanwhile_is_not_overwritten_unseen()
    {
        var plus = After(Vera, new EditCustomField(Noon, Plan, "Plus", null));
        Assert.Equal(Rejection.ContactFieldWasEdited, Refusal(plus, new EditCustomField(Noon, Plan, "Basic", null)));
    }

    [Fact]
    public void A_custom_field_is_kept_changed_and_cleared()
    {
        var plus = After(Vera, new EditCustomField(Noon, Plan, "Plus", null));
        Assert.Equal([new CustomFieldValue("plan", "Plus")], plus.CustomFields);
        var both = After(plus, new EditCustomField(Noon, Interests, "Garden\nKitchen", null));
        Assert.Equal("Kitchen\nGarden", ContactFields.Of(both, "interests"));
        Assert.Equal([new CustomFieldValue("interests", "Kitchen\nGarden")], After(both, new EditCustomField(Noon, Plan, "", "Plus")).CustomFields);
    }

    [Theory]
    [InlineData(CustomFieldKind.Text, "two\nlines")]
    [InlineData(CustomFieldKind.Text, "\u202Ebackwards")]
    [InlineData(CustomFieldKind.Number, "1e5")]
    [InlineData(CustomFieldKind.Number, "NaN")]
    [InlineData(CustomFieldKind.Number, "1,5")]
    [InlineData(CustomFieldKind.Date, "2026-02-30")]
    [InlineData(CustomFieldKind.Date, "30.1.2026")]
    [InlineData(CustomFieldKind.Choice, "basic")]
    [InlineData(CustomFieldKind.Choice, "Basic\nPlus")]
    [InlineData(CustomFieldKind.Choices, "Basic\nGold")]
    public void A_custom_field_takes_only_what_it_is_for(CustomFieldKind kind, string value)
    {
        var field = new CustomField("f", "Field", kind, kind is CustomFieldKind.Choice or CustomFieldKind.Choices ? ["Basic", "Plus"] : []);
        Assert.Equal(Rejection.ContactFieldIsInvalid, Refusal(Vera, new EditCustomField(Noon, field, value, null)));
    }

    [Theory]
    [InlineData(CustomFieldKind.Number, " -012.50 ", "-12.50")]
    [InlineData(CustomFieldKind.Date, "2024-02-29", "2024-02-29")]
    [InlineData(CustomFieldKind.Text, "Müller & Söhne", "Müller & Söhne")]
    public void A_custom_field_is_kept_in_one_form(CustomFieldKind kind, string value, string kept) =>
        Assert.Equal(kept, ContactFields.Of(After(Vera, new EditCustomField(Noon, new("f", "Field", kind), value, null)), "f"));

    private static ContactState After(ContactState state, ContactCommand command) =>
        ContactDecider.Decide(state, command) is Decision<ContactEvent>.Accepted accepted
            ? accepted.Events.Aggregate(state, ContactDecider.Apply)
            : throw new InvalidOperationException($"{command} was refused.");

    private static Rejection? Refusal(ContactState state, ContactCommand command) =>
        (ContactDecider.Decide(state, command) as Decision<ContactEvent>.Rejected)?.Rejection;
}
