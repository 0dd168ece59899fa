using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Operators;
using Microsoft.AspNetCore.Identity;

namespace MessageCenter.WebFront.Identity;

/// <summary>
/// Identity's store over our grains: names are found in the installation, profiles in the account, credentials with the
/// operator. Operators are made and removed by the account, never here.
/// </summary>
internal sealed partial class OperatorUserStore(IClusterClient grains) : IUserStore<OperatorUser>
{
    /// <inheritdoc/>
    public Task<OperatorUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        userId.Length == 65 && Guid.TryParseExact(userId.AsSpan(0, 32), "N", out var account)
        && Guid.TryParseExact(userId.AsSpan(33, 32), "N", out var operatorId)
            ? Read(new(account), new(operatorId))
            : Task.FromResult<OperatorUser?>(null);

    /// <inheritdoc/>
    public async Task<OperatorUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        var installation = grains.GetGrain<IInstallationGrain>(IInstallationGrain.Key);
        return await installation.FindSignInName(normalizedUserName) is { } name ? await Read(name.AccountId, name.OperatorId) : null;
    }

    /// <inheritdoc/>
    public async Task<IdentityResult> UpdateAsync(OperatorUser user, CancellationToken cancellationToken)
    {
        var answer = await grains.GetGrain<IOperatorGrain>(KeyOf(user)).WriteCredentials(
            new(user.PasswordHash, user.SecurityStamp, user.FailedTries, user.LockedUntil));
        return answer.Rejection is { } rejection
            ? IdentityResult.Failed(new IdentityError { Code = rejection.Reason, Description = rejection.Reason })
            : IdentityResult.Success;
    }

    /// <inheritdoc/>
    public Task<IdentityResult> CreateAsync(OperatorUser user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The account makes operators.");

    /// <inheritdoc/>
    public Task<IdentityResult> DeleteAsync(OperatorUser user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The account removes operators.");

    /// <inheritdoc/>
    public Task<string> GetUserIdAsync(OperatorUser user, CancellationToken cancellationToken) => Task.FromResult(KeyOf(user));

    /// <inheritdoc/>
    public Task<string?> GetUserNameAsync(OperatorUser user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Email);

    /// <inheritdoc/>
    public Task SetUserNameAsync(OperatorUser user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<string?> GetNormalizedUserNameAsync(OperatorUser user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(SignInText.NormalizeEmail(user.Email));

    /// <inheritdoc/>
    public Task SetNormalizedUserNameAsync(OperatorUser user, string? normalizedName, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        // Holds nothing: the cluster client is the host's.
    }

    private static string KeyOf(OperatorUser user) => GrainKeys.Of(user.AccountId, user.OperatorId);

    private async Task<OperatorUser?> Read(AccountId account, OperatorId operatorId)
    {
        var view = await grains.GetGrain<IAccountGrain>(GrainKeys.Of(account)).ReadAccount();
        var credentials = await grains.GetGrain<IOperatorGrain>(GrainKeys.Of(account, operatorId)).ReadCredentials();
        return view?.Operators.FirstOrDefault(one => one.OperatorId == operatorId) is { } profile && credentials is not null
            ? new()
            {
                AccountId = account,
                OperatorId = operatorId,
                Name = profile.Name,
                Email = profile.Email,
                Role = profile.Role,
                PasswordHash = credentials.PasswordHash,
                SecurityStamp = credentials.SecurityStamp,
                FailedTries = credentials.FailedTries,
                LockedUntil = credentials.LockedUntil,
            }
            : null;
    }
}
