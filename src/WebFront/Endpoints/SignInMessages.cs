using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Operators;

namespace MessageCenter.WebFront.Endpoints;

/// <summary>POST /api/sign-in.</summary>
internal sealed record SignIn(string Email, string Password, bool StayingSignedIn);

/// <summary>Who is signed in, and the token that her writes must carry.</summary>
internal sealed record SignedIn(SignedInOperator Me, string AccountName, string AntiForgeryToken);

/// <summary>The operator herself.</summary>
internal sealed record SignedInOperator(
    OperatorId OperatorId,
    string Name,
    string Email,
    OperatorRole Role,
    EquatableArray<OperatorGroupId> Groups,
    EquatableArray<string> Languages,
    int SlotsMax)
{
    public static SignedInOperator From(AccountOperator one) =>
        new(one.OperatorId, one.Name, one.Email, one.Role, one.Groups, one.Languages, one.SlotsMax);
}

/// <summary>GET /api/setup.</summary>
internal sealed record SetupState(bool IsNeeded);

/// <summary>POST /api/setup.</summary>
internal sealed record SetUp(string AccountName, string Name, string Email, string Password);
