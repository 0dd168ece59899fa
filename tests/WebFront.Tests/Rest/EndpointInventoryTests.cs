using MessageCenter.WebFront.Authorization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace MessageCenter.WebFront.Tests.Rest;

/// <summary>Every door of the web front, and who has the key: a new one is added here by somebody who has thought about it.</summary>
public sealed class EndpointInventoryTests
{
    private static readonly string[] Expected =
    [
        "anybody  GET /api/setup",
        "anybody  GET /health/live",
        "anybody  GET /health/ready",
        "anybody  GET /openapi/{documentName}.json",
        "anybody  GET /widget/frame",
        "anybody  GET,HEAD /",
        "anybody  GET,HEAD /app/{**path}",
        "anybody  GET,HEAD /widget/{**path}",
        "anybody  POST /api/setup",
        "anybody  POST /api/sign-in",
        "anybody  POST /widget/session",
        "Contact  * /hubs/widget",
        "Contact  * /hubs/widget/negotiate",
        "Contact  GET,HEAD /widget/media/{attachmentId}/{part}",
        "Contact  POST /widget/conversations/{conversationId}/attachments",
        "Machine  * /metrics",
        "Operator  * /hubs/operator",
        "Operator  GET /api/contacts/{contactId}",
        "Operator  GET /api/conversations/{conversationId}",
        "Operator  GET /api/conversations/{conversationId}/timeline",
        "Operator  GET /api/deliveries",
        "Operator  GET /api/me",
        "Operator  GET,HEAD /media/{attachmentId}/{part}",
        "Operator  POST /api/conversations/{conversationId}/attachments",
        "Operator  POST /api/conversations/{conversationId}/commands",
        "Operator  POST /api/conversations/{conversationId}/messages",
        "Operator  POST /api/deliveries/{deliveryId}/tries",
        "Operator  POST /api/sign-out",
        "Operator  PUT /api/custom-fields",
        "Operator  PUT /api/privacy",
        "Operator  * /hubs/operator/negotiate",
    ];

    [Fact]
    public async Task Every_endpoint_says_who_may_come_in()
    {
        using var folder = new Product.Folder();
        await using var app = Build(folder.Path);
        var found = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(Describe);
        Assert.Equal(Expected.Order(StringComparer.Ordinal), found.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_endpoint_that_says_nothing_is_for_operators()
    {
        using var folder = new Product.Folder();
        await using var app = Build(folder.Path);
        var policies = app.Services.GetRequiredService<IAuthorizationPolicyProvider>();
        var fallback = await policies.GetFallbackPolicyAsync();
        var operators = await policies.GetPolicyAsync(Policies.Operator);
        Assert.NotNull(fallback);
        Assert.Same(operators, fallback);
    }

    private static WebApplication Build(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.UseOrleansClient(client => client.UseLocalhostClustering());
        builder.AddWebFront(new() { KeysFolder = folder });
        var app = builder.Build();
        app.UseWebFront();
        return app;
    }

    private static string Describe(RouteEndpoint endpoint)
    {
        var who = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            ? "anybody"
            : string.Join('+', endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).Distinct());
        var verbs = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? string.Join(',', methods) : "*";
        return $"{(who.Length == 0 ? "nobody" : who)}  {verbs} /{endpoint.RoutePattern.RawText?.TrimStart('/')}";
    }
}
