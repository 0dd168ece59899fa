using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace MessageCenter.WebFront.Identity;

/// <summary>
/// Checks e-mail and password. Whoever asks learns only yes or no: an unknown address, a wrong password and a locked
/// operator are answered alike, after the same work and no sooner than after the same time.
/// </summary>
internal sealed class OperatorSignIn(
    UserManager<OperatorUser> users, SignInManager<OperatorUser> sessions, UnknownOperator unknown, TimeProvider clock)
{
    /// <summary>Longer than a check takes, so that the time of a refusal says nothing about what was checked.</summary>
    private static readonly TimeSpan RefusalTakes = TimeSpan.FromMilliseconds(250);

    /// <summary>Signs in with a new session; null: refused.</summary>
    public async Task<OperatorUser?> SignIn(string email, string normalizedPassword, bool isPersistent, CancellationToken cancel)
    {
        var begun = clock.GetTimestamp();
        if (await Check(email, normalizedPassword) is { } user)
        {
            await Begin(user, isPersistent);
            return user;
        }
        var rest = RefusalTakes - clock.GetElapsedTime(begun);
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, clock, cancel);
        }
        return null;
    }

    /// <summary>A new session for somebody who has just proved who she is.</summary>
    public Task Begin(OperatorUser user, bool isPersistent) =>
        sessions.SignInAsync(user, new AuthenticationProperties { IsPersistent = isPersistent });

    private async Task<OperatorUser?> Check(string email, string normalizedPassword)
    {
        var user = await users.FindByEmailAsync(email);
        var isRight = await users.CheckPasswordAsync(user ?? unknown.User, normalizedPassword);
        if (user is null || await users.IsLockedOutAsync(user))
        {
            return null;
        }
        if (!isRight)
        {
            await users.AccessFailedAsync(user);
            return null;
        }
        if (user.FailedTries > 0)
        {
            await users.ResetAccessFailedCountAsync(user);
        }
        return user;
    }
}

/// <summary>An operator who does not exist, with the hash of a password that nobody knows: checked where a name is unknown.</summary>
internal sealed class UnknownOperator
{
    /// <summary>Hashes once.</summary>
    public UnknownOperator()
    {
        var hasher = new PasswordHasher<OperatorUser>();
        User = new() { AccountId = default, OperatorId = default, Name = "", Email = "", Role = default };
        User.PasswordHash = hasher.HashPassword(User, Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
    }

    /// <summary>Never signs in.</summary>
    public OperatorUser User { get; }
}
