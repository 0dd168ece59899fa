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
        var visit = new BeginVisit(Noon.AddDays(1));
        Given(Created).When(visit).Then(new VisitBegan(Noon.AddDays(1)));
        var state = Given(Created, new VisitBegan(Noon), new VisitBegan(Noon.AddDays(1))).State;
        Assert.Equal((2, Noon.AddDays(1)), (state.Visits, state.LastSeenAt));
    }

    [Fact]
    public void Is_refused_for_a_contact_who_does_not_exist() =>
        Given().When(new BeginVisit(Noon)).ThenRejected(Rejection.ContactNotFound);
}
