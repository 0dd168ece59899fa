using MessageCenter.Domain.Contacts;
using static MessageCenter.Domain.Contacts.ContactCommand;
using static MessageCenter.Domain.Contacts.ContactEvent;
using static MessageCenter.Domain.Tests.Contacts.ContactExample;

namespace MessageCenter.Domain.Tests.Contacts;

public sealed class BeginVisitTests
{
    [Fact]
    public void Every_visit_counts()
    {
        var visit = new BeginVisit(Noon.AddDays(1), IsCounted: true);
        Given(Created).When(visit).Then(new VisitBegan(Noon.AddDays(1), IsCounted: true));
        var state = Given(Created, new VisitBegan(Noon, IsCounted: true), new VisitBegan(Noon.AddDays(1), IsCounted: true)).State;
        Assert.Equal((2, Noon.AddDays(1)), (state.Visits, state.LastSeenAt));
    }

    [Fact]
    public void Is_refused_for_a_contact_who_does_not_exist() =>
        Given().When(new BeginVisit(Noon, IsCounted: true)).ThenRejected(Rejection.ContactNotFound);

    [Fact]
    public void Is_not_counted_in_privacy_mode()
    {
        Given(Created).When(new BeginVisit(Noon, IsCounted: false)).Then(new VisitBegan(Noon, IsCounted: false));
        Assert.Equal(0, Given(Created, new VisitBegan(Noon, IsCounted: false)).State.Visits);
    }
}
