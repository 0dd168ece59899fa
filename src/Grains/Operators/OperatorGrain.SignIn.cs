using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Grains.Interfaces.Operators;

namespace MessageCenter.Grains.Operators;

/// <summary>What the operator's grain keeps for signing in: credentials, and the sessions that are over at every front.</summary>
internal sealed partial class OperatorGrain
{
    /// <inheritdoc/>
    public Task<OperatorCredentials?> ReadCredentials() =>
        Task.FromResult(state.Credentials is { } kept
            ? new OperatorCredentials(kept.PasswordHash, kept.SecurityStamp, kept.FailedTries, kept.LockedUntil)
            : null);

    /// <inheritdoc/>
    public async Task<Answer> WriteCredentials(OperatorCredentials credentials)
    {
        var before = state.Credentials?.SecurityStamp;
        var answer = await Run(new OperatorCommand.WriteCredentials(
            new(credentials.PasswordHash, credentials.SecurityStamp, credentials.FailedTries, credentials.LockedUntil)));
        if (answer.Rejection is null && before is not null && before != credentials.SecurityStamp)
        {
            subscribers.Push(new FeedPush.OperatorRevoked(account, me, credentials.SecurityStamp));
        }
        return answer;
    }

    /// <inheritdoc/>
    public Task<bool> HasSession(string sessionId, string securityStamp) =>
        Task.FromResult(state.Credentials?.SecurityStamp == securityStamp && !state.HasEnded(sessionId));

    /// <inheritdoc/>
    public async Task<Answer> EndSession(string sessionId)
    {
        var answer = await Run(new OperatorCommand.EndSession(sessionId, clock.GetUtcNow()));
        if (answer.Rejection is null)
        {
            subscribers.Push(new FeedPush.SessionEnded(account, me, sessionId));
        }
        return answer;
    }

    private void Beat()
    {
        var now = clock.GetUtcNow();
        subscribers.Push(new FeedPush.InboxBeat(account, me, version, state.Credentials?.SecurityStamp ?? ""));
        foreach (var ended in state.EndedSessions.IsDefault ? [] : state.EndedSessions)
        {
            // A push may have been lost: the front that holds a socket of it hears it again.
            if (now - ended.At < FeedLease.ExpiresAfter)
            {
                subscribers.Push(new FeedPush.SessionEnded(account, me, ended.SessionId));
            }
        }
    }
}
