using MessageCenter.Domain.Accounts;

namespace MessageCenter.WebFront.Endpoints;

/// <summary>POST /api/sign-in.</summary>
internal sealed record SignIn(string Email, string Password, bool StayingSignedIn);

/// <summary>Who is signed in, and the token that her writes must carry.</summary>
internal sealed record SignedIn(AccountOperator Me, string AccountName, string AntiForgeryToken);

/// <summary>GET /api/setup.</summary>
internal sealed record SetupState(bool IsNeeded);

/// <summary>POST /api/setup.</summary>
internal sealed record SetUp(string AccountName, string Name, string Email, string Password);
