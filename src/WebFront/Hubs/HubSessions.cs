using Microsoft.AspNetCore.SignalR;

namespace MessageCenter.WebFront.Hubs;

/// <summary>Where a connection keeps its session.</summary>
internal static class HubSessions
{
    public static HubSession Session(this HubCallerContext context) =>
        context.Features.Get<HubSession>() ?? throw new InvalidOperationException("The connection has no session.");

    public static HubSession Begin(this HubCallerContext context, HubSession session)
    {
        context.Features.Set(session);
        return session;
    }
}
