using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using MessageCenter.WebFront.Authorization;
using Microsoft.AspNetCore.Identity;

namespace MessageCenter.WebFront.Identity;

/// <summary>Makes the principal that the cookie carries: account, operator, name, role, stamp, and an id of its own per session.</summary>
internal sealed class OperatorPrincipals : IUserClaimsPrincipalFactory<OperatorUser>
{
    private const int SessionIdBytes = 16;

    /// <inheritdoc/>
    public Task<ClaimsPrincipal> CreateAsync(OperatorUser user) =>
        Task.FromResult(Of(user, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SessionIdBytes))));

    /// <summary>The same session with what is known of the operator now.</summary>
    public static ClaimsPrincipal Of(OperatorUser user, string sessionId) => new(new ClaimsIdentity(
        [
            new(ClaimNames.Account, user.AccountId.Value.ToString("N")),
            new(ClaimNames.Operator, user.OperatorId.Value.ToString("N")),
            new(ClaimNames.OperatorName, user.Name),
            new(ClaimNames.Role, user.Role.ToString()),
            new(ClaimNames.SecurityStamp, user.SecurityStamp),
            new(ClaimNames.Session, sessionId),
        ],
        IdentityConstants.ApplicationScheme,
        ClaimNames.OperatorName,
        ClaimNames.Role));
}
