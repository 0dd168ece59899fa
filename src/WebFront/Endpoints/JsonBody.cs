using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MessageCenter.Domain;
using MessageCenter.WebFront.Errors;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace MessageCenter.WebFront.Endpoints;

/// <summary>An argument of an endpoint that may have been refused while it was read.</summary>
internal interface IRefusable
{
    /// <summary>Why; null when it was read.</summary>
    Problem? Refusal { get; }
}

/// <summary>
/// The body of a request: one JSON object with known names, each once, within the limits; or the problem that says why
/// it is not. <see cref="JsonBodyFilter"/> answers the refused ones, so that handlers see only values.
/// </summary>
internal sealed class JsonBody<T> : IRefusable, IBindableFromHttpContext<JsonBody<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    private readonly T? value;

    private JsonBody(T? value, Problem? refusal) => (this.value, Refusal) = (value, refusal);

    /// <inheritdoc/>
    public Problem? Refusal { get; }

    /// <summary>What was sent.</summary>
    public T Value => value ?? throw new InvalidOperationException("A refused body has no value: the filter is missing.");

    /// <inheritdoc/>
    public static async ValueTask<JsonBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        try
        {
            return await Read(context);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // The second is what the parser says of a name with half a character in it.
            return Refused(Problem.Validation("jsonIsInvalid"));
        }
        catch (BadHttpRequestException problem)
        {
            return Refused(Problem.Of(problem.StatusCode));
        }
    }

    /// <inheritdoc/>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));

    private static async Task<JsonBody<T>> Read(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            return Refused(Problem.Of(StatusCodes.Status415UnsupportedMediaType));
        }
        var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        // Read whole before it is parsed: a reader of streams forgives a byte order mark. The server bounds the length.
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        using var document = JsonDocument.Parse(
            body.GetBuffer().AsMemory(0, (int)body.Length),
            new() { MaxDepth = Limits.JsonDepthMax, AllowDuplicateProperties = false });
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            return Refused(Problem.Validation("jsonIsNotAnObject"));
        }
        return HasUnknownField(document.RootElement, options.GetTypeInfo(typeof(T)))
            ? Refused(Problem.Of(StatusCodes.Status400BadRequest, ProblemCodes.UnknownField))
            : new(document.Deserialize<T>(options), null);
    }

    private static bool HasUnknownField(JsonElement body, JsonTypeInfo type)
    {
        foreach (var field in body.EnumerateObject())
        {
            if (!type.Properties.Any(known => field.NameEquals(known.Name)))
            {
                return true;
            }
        }
        return false;
    }

    private static JsonBody<T> Refused(Problem refusal) => new(null, refusal);
}

/// <summary>Answers requests whose body was refused.</summary>
internal sealed class JsonBodyFilter : IEndpointFilter
{
    /// <inheritdoc/>
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
        {
            if (argument is IRefusable { Refusal: { } refusal })
            {
                return ValueTask.FromResult<object?>(refusal);
            }
        }
        return next(context);
    }
}
