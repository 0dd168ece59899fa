using MessageCenter.Domain;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.WebFront.Errors;

namespace MessageCenter.WebFront.Authorization;

/// <summary>Routes for those who set the account up: its admins and its owner.</summary>
internal static class Administrators
{
    /// <summary>Everybody else is refused with administratorsOnly.</summary>
    public static TBuilder RequireAdministrator<TBuilder>(this TBuilder routes) where TBuilder : IEndpointConventionBuilder =>
        routes.RequireAuthorization(Policies.Operator).AddEndpointFilter<TBuilder>(Filter);

    /// <summary>What she may is asked of the account: her session remembers what she was when she signed in.</summary>
    private static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var account = http.RequestServices.GetRequiredService<IClusterClient>()
            .GetGrain<IAccountGrain>(GrainKeys.Of(http.User.AccountId()));
        return await account.ReadOperator(http.User.OperatorId()) is { Role: OperatorRole.Admin or OperatorRole.Owner }
            ? await next(context)
            : Problem.Of(Rejection.AdministratorsOnly);
    }
}
