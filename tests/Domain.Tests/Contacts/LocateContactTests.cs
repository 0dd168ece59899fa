using MessageCenter.Domain.Contacts;
using static MessageCenter.Domain.Contacts.ContactCommand;
using static MessageCenter.Domain.Contacts.ContactEvent;
using static MessageCenter.Domain.Tests.Contacts.ContactExample;

namespace MessageCenter.Domain.Tests.Contacts;

public sealed class LocateContactTests
{
    private static readonly ContactLocation Guess = new(null, null, null, null, null, "DE", null, LocationKind.Address, Noon);
    private static readonly ContactLocation Shared =
        new(52.52, 13.38, 1_000, null, null, null, "Europe/Berlin", LocationKind.Browser, Noon);

    [Fact]
    public void A_place_is_kept_no_finer_than_needed() => Given(Created)
        .When(new LocateContact(Noon, Shared with { Latitude = 52.516274, Longitude = 13.377704, AccuracyMetres = 12.3 }))
        .Then(new ContactLocated(Shared));

    [Fact]
    public void An_accuracy_that_is_worse_stays_what_it_is() => Given(Created)
        .When(new LocateContact(Noon, Shared with { AccuracyMetres = 4_321.5 }))
        .Then(new ContactLocated(Shared with { AccuracyMetres = 4_322 }));

    [Fact]
    public void A_country_alone_is_a_place() => Given(Created).When(new LocateContact(Noon, Guess)).Then(new ContactLocated(Guess));

    [Fact, BadInput(61)]
    public void No_place_on_the_earth_is_refused() => Given(Created)
        .When(new LocateContact(Noon, Shared with { Latitude = 91 }))
        .ThenRejected(Rejection.LocationIsInvalid);

    [Fact]
    public void The_same_place_is_not_written_down_again_soon() => Given(Created, new ContactLocated(Guess))
        .When(new LocateContact(Noon, Guess with { At = Noon + Limits.SameLocationAge - TimeSpan.FromSeconds(1) }))
        .Then();

    [Fact]
    public void The_same_place_is_written_down_again_later() => Given(Created, new ContactLocated(Guess))
        .When(new LocateContact(Noon, Guess with { At = Noon + Limits.SameLocationAge }))
        .Then(new ContactLocated(Guess with { At = Noon + Limits.SameLocationAge }));

    [Fact]
    public void A_guess_does_not_replace_what_she_shared() => Given(Created, new ContactLocated(Shared))
        .When(new LocateContact(Noon, Guess with { At = Noon.AddHours(23) }))
        .Then();

    [Fact]
    public void She_cannot_move_all_the_time() => Given(Created, new ContactLocated(Shared))
        .When(new LocateContact(Noon, Shared with { Latitude = 48.14, At = Noon + Limits.SharedLocationPause - TimeSpan.FromSeconds(1) }))
        .ThenRejected(Rejection.LocationWasJustShared);

    [Fact]
    public void She_can_move_after_a_pause() => Given(Created, new ContactLocated(Shared))
        .When(new LocateContact(Noon, Shared with { Latitude = 48.14, At = Noon + Limits.SharedLocationPause }))
        .Then(new ContactLocated(Shared with { Latitude = 48.14, At = Noon + Limits.SharedLocationPause }));

    [Fact]
    public void Where_she_was_is_forgotten() => Given(Created, new ContactLocated(Shared))
        .When(new LocateContact(Noon, null))
        .Then(new ContactLocated(null));

    [Fact]
    public void There_may_be_nothing_to_forget() => Given(Created).When(new LocateContact(Noon, null)).Then();

    [Fact]
    public void Nobody_is_nowhere() => Given().When(new LocateContact(Noon, Guess)).ThenRejected(Rejection.ContactNotFound);
}
