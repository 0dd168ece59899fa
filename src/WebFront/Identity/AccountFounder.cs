using System.Security.Cryptography;
using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Operators;
using MessageCenter.WebFront.Endpoints;
using Microsoft.AspNetCore.Identity;

namespace MessageCenter.WebFront.Identity;

/// <summary>
/// Makes the first account of an installation: its document, its operators' credentials, and last its registration, which
/// makes it exist. A crash in between leaves an account that nobody knows; the next try finds it by its sign-in names
/// and finishes it.
/// </summary>
public sealed class AccountFounder(IClusterClient grains, IPasswordHasher<OperatorUser> hasher)
{
    /// <summary>Makes it. <paramref name="passwordOf"/> gives each operator's password by her e-mail address.</summary>
    public async Task<Founding> Found(AccountSetup setup, Func<string, string> passwordOf)
    {
        var installation = grains.GetGrain<IInstallationGrain>(IInstallationGrain.Key);
        if (!await installation.IsEmpty())
        {
            return new(null, Rejection.SetupIsDone);
        }
        var account = await FindUnfinished(installation, setup) ?? RouteIds.New<AccountId>();
        var grain = grains.GetGrain<IAccountGrain>(GrainKeys.Of(account));
        if ((await grain.SetUpAccount(setup)).Rejection is { } refused)
        {
            return new(null, refused);
        }
        var view = await grain.ReadAccount() ?? throw new InvalidOperationException("An account was set up and is not there.");
        foreach (var profile in view.Operators)
        {
            var answer = await WriteCredentials(account, profile, passwordOf(profile.Email));
            if (answer.Rejection is { } failed)
            {
                return new(null, failed);
            }
        }
        var names = view.Operators.Select(one => new SignInName(SignInText.NormalizeEmail(one.Email), account, one.OperatorId));
        var registered = await installation.RegisterAccount(account, names.ToEquatableArray(), onlyIfEmpty: true);
        return new(registered.Rejection is null ? view : null, registered.Rejection);
    }

    private static async Task<AccountId?> FindUnfinished(IInstallationGrain installation, AccountSetup setup)
    {
        foreach (var one in setup.Operators)
        {
            if (await installation.FindSignInName(SignInText.NormalizeEmail(one.Email)) is { } name)
            {
                return name.AccountId;
            }
        }
        return null;
    }

    private Task<Answer> WriteCredentials(AccountId account, AccountOperator profile, string password)
    {
        var user = new OperatorUser
        {
            AccountId = account,
            OperatorId = profile.OperatorId,
            Name = profile.Name,
            Email = profile.Email,
            Role = profile.Role,
        };
        if (!SignInText.TryNormalizePassword(password, out var normalized))
        {
            return Task.FromResult(Answer.Rejected(Rejection.PasswordIsInvalid));
        }
        var stamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
        return grains.GetGrain<IOperatorGrain>(GrainKeys.Of(account, profile.OperatorId)).WriteCredentials(
            new(hasher.HashPassword(user, normalized), stamp, 0, null));
    }
}

/// <summary>The account that was made, or why none was.</summary>
public sealed record Founding(AccountView? Account, Rejection? Rejection);
