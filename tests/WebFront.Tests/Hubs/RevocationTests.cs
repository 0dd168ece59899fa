using MessageCenter.WebFront.Hubs.Messages;
using Microsoft.AspNetCore.SignalR.Client;

namespace MessageCenter.WebFront.Tests.Hubs;

/// <summary>Who is signed out elsewhere is out here too, within five seconds.</summary>
public sealed class RevocationTests(HubFixture front) : IClassFixture<HubFixture>
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    [Fact, BadInput(30, 42)]
    public async Task Another_security_stamp_closes_the_operators_sockets()
    {
        await using var omar = await front.SitDown(front.Rival, front.Rival.Omar);
        await front.Operator(front.Rival, front.Rival.Omar).WriteCredentials(new("hash", "stamp-2", 0, null));
        await Poll.Until(() => omar.Connection.State == HubConnectionState.Disconnected, "her socket is closed", Bound);
        Assert.Single(omar.Pushes<SignedOut>());
    }

    [Fact, BadInput(42)]
    public async Task A_session_that_is_signed_out_loses_its_sockets_and_the_operators_others_stay()
    {
        await using var olivia = await front.SitDown(front.Rival, front.Rival.Olivia);
        await using var elsewhere = await front.SitDown(front.Rival, front.Rival.Olivia);
        await front.Operator(front.Rival, front.Rival.Olivia).EndSession(olivia.SessionId);
        await Poll.Until(() => olivia.Connection.State == HubConnectionState.Disconnected, "its socket is closed", Bound);
        Assert.Single(olivia.Pushes<SignedOut>());
        Assert.Equal(HubConnectionState.Connected, elsewhere.Connection.State);
    }

    [Fact, BadInput(42)]
    public async Task A_revoked_token_closes_the_contacts_sockets()
    {
        await using var visitor = await front.Visit();
        await front.Contact(front.Shop, visitor.Contact).RevokeToken();
        await Poll.Until(() => visitor.Connection.State == HubConnectionState.Disconnected, "her socket is closed", Bound);
        Assert.Single(visitor.Pushes<SignedOut>());
    }
}
