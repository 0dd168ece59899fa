using MessageCenter.WebFront.Hubs;

namespace MessageCenter.ProtocolTypes;

/// <summary>A JSON body of an endpoint that a client of ours speaks to.</summary>
/// <param name="Type">The record.</param>
/// <param name="Endpoint">Verb and path.</param>
/// <param name="IsAnswer">The server says it; otherwise the client does.</param>
internal sealed record RestBody(Type Type, string Endpoint, bool IsAnswer)
{
    private static readonly (string Name, string Endpoint, bool IsAnswer)[] Bodies =
    [
        ("Endpoints.SignIn", "POST /api/sign-in", false),
        ("Endpoints.SignedIn", "POST /api/sign-in, GET /api/me", true),
        ("Endpoints.SetupState", "GET /api/setup", true),
        ("Endpoints.SetUp", "POST /api/setup", false),
        ("Endpoints.Deliveries", "GET /api/deliveries", true),
        ("Endpoints.OpenWidgetSession", "POST /widget/session", false),
        ("Endpoints.WidgetSession", "POST /widget/session", true),
        ("Errors.Problem", "every refusal, application/problem+json", true),
    ];

    public static IReadOnlyList<RestBody> Find() =>
    [
        .. Bodies.Select(body => new RestBody(
            typeof(HubRegistration).Assembly.GetType($"MessageCenter.WebFront.{body.Name}", throwOnError: true)
                ?? throw new InvalidOperationException($"There is no {body.Name}."),
            body.Endpoint,
            body.IsAnswer)),
    ];
}
