using Microsoft.AspNetCore.Identity;

namespace MessageCenter.WebFront.Identity;

/// <summary>The parts of the store that only carry values between Identity and the user: nothing here reads or writes a grain.</summary>
internal sealed partial class OperatorUserStore
    : IUserPasswordStore<OperatorUser>, IUserSecurityStampStore<OperatorUser>, IUserLockoutStore<OperatorUser>, IUserEmailStore<OperatorUser>
{
    /// <inheritdoc/>
    public Task SetPasswordHashAsync(OperatorUser user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash ?? "";
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<string?> GetPasswordHashAsync(OperatorUser user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.PasswordHash);

    /// <inheritdoc/>
    public Task<bool> HasPasswordAsync(OperatorUser user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash.Length > 0);

    /// <inheritdoc/>
    public Task SetSecurityStampAsync(OperatorUser user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<string?> GetSecurityStampAsync(OperatorUser user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.SecurityStamp);

    /// <inheritdoc/>
    public Task<DateTimeOffset?> GetLockoutEndDateAsync(OperatorUser user, CancellationToken cancellationToken) =>
        Task.FromResult(user.LockedUntil);

    /// <inheritdoc/>
    public Task SetLockoutEndDateAsync(OperatorUser user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken)
    {
        user.LockedUntil = lockoutEnd;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<int> IncrementAccessFailedCountAsync(OperatorUser user, CancellationToken cancellationToken) =>
        Task.FromResult(++user.FailedTries);

    /// <inheritdoc/>
    public Task ResetAccessFailedCountAsync(OperatorUser user, CancellationToken cancellationToken)
    {
        user.FailedTries = 0;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<int> GetAccessFailedCountAsync(OperatorUser user, CancellationToken cancellationToken) =>
        Task.FromResult(user.FailedTries);

    /// <inheritdoc/>
    public Task<bool> GetLockoutEnabledAsync(OperatorUser user, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <inheritdoc/>
    public Task SetLockoutEnabledAsync(OperatorUser user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<OperatorUser?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        FindByNameAsync(normalizedEmail, cancellationToken);

    /// <inheritdoc/>
    public Task<string?> GetEmailAsync(OperatorUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    /// <inheritdoc/>
    public Task SetEmailAsync(OperatorUser user, string? email, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<bool> GetEmailConfirmedAsync(OperatorUser user, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <inheritdoc/>
    public Task SetEmailConfirmedAsync(OperatorUser user, bool confirmed, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<string?> GetNormalizedEmailAsync(OperatorUser user, CancellationToken cancellationToken) =>
        GetNormalizedUserNameAsync(user, cancellationToken);

    /// <inheritdoc/>
    public Task SetNormalizedEmailAsync(OperatorUser user, string? normalizedEmail, CancellationToken cancellationToken) =>
        Task.CompletedTask;
}
