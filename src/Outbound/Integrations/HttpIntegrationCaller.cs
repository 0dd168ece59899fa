using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MessageCenter.Domain;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Grains.Deliveries;

namespace MessageCenter.Outbound.Integrations;

/// <summary>
/// Posts a conversation to another system and reads its answer, within a time and a size. The body is signed together with the time:
/// who knows the secret can tell that it is ours, whole, and not an old one.
/// </summary>
internal sealed class HttpIntegrationCaller(CallSettings settings, TimeProvider clock) : IIntegrationCaller, IDisposable
{
    public const string EventHeader = "X-MessageCenter-Event";
    public const string TimestampHeader = "X-MessageCenter-Timestamp";
    public const string SignatureHeader = "X-MessageCenter-Signature";

    private readonly HttpMessageInvoker http = new(new GuardedConnections(settings).Handler());

    /// <inheritdoc/>
    public async Task<IntegrationResult> Call(IntegrationCall call, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(settings.TimeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            using var request = RequestOf(call);
            using var response = await http.SendAsync(request, either.Token);
            return await Read(response, either.Token);
        }
        catch (Exception problem) when (!cancel.IsCancellationRequested && OutcomeOf(problem) is { } outcome)
        {
            return new(outcome);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private HttpRequestMessage RequestOf(IntegrationCall call)
    {
        var body = Encoding.UTF8.GetBytes(call.Body);
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, call.Integration.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add("Accept", "application/json");
        request.Headers.Add(EventHeader, call.Id.Value.ToString());
        request.Headers.Add(TimestampHeader, timestamp);
        request.Headers.Add(SignatureHeader, "sha256=" + SignatureOf(call.Integration.Secret, timestamp, body));
        return request;
    }

    private static string SignatureOf(string secret, string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp + "."), .. body];
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }

    private static async Task<IntegrationResult> Read(HttpResponseMessage response, CancellationToken cancel)
    {
        var status = (int)response.StatusCode;
        if (status is >= 500 or 408 or 425 or 429)
        {
            return new(DeliveryOutcome.Later(DeliveryProblem.ServerBusy, $"{status}"));
        }
        if (status is < 200 or >= 300)
        {
            return new(DeliveryOutcome.Never(DeliveryProblem.CallRefused, $"{status}"));
        }
        return await ReadBody(response.Content, cancel) is { } body && AnswerOf(body) is { } answer
            ? answer
            : new(DeliveryOutcome.Never(DeliveryProblem.AnswerIsInvalid));
    }

    /// <summary>Null: longer than an answer may be. What it says about its length is not believed.</summary>
    private static async Task<byte[]?> ReadBody(HttpContent content, CancellationToken cancel)
    {
        await using var stream = await content.ReadAsStreamAsync(cancel);
        var buffer = new byte[Limits.IntegrationAnswerBytesMax + 1];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return read > Limits.IntegrationAnswerBytesMax ? null : buffer[..read];
    }

    private static IntegrationResult? AnswerOf(byte[] body)
    {
        if (body.Length == 0)
        {
            return new(DeliveryOutcome.Sent);
        }
        try
        {
            using var json = JsonDocument.Parse(body, new() { MaxDepth = Limits.JsonDepthMax });
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? new(DeliveryOutcome.Sent, TextOf(json.RootElement, "text"), TextOf(json.RootElement, "link"))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DeliveryOutcome? OutcomeOf(Exception problem) => problem switch
    {
        { InnerException: AddressIsNotAllowedException } or AddressIsNotAllowedException =>
            DeliveryOutcome.Never(DeliveryProblem.AddressNotAllowed),
        OperationCanceledException => DeliveryOutcome.Later(DeliveryProblem.TimeLimit),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            DeliveryOutcome.Later(DeliveryProblem.ServerNotTrusted),
        HttpRequestException or HttpIOException or IOException or SocketException => DeliveryOutcome.Later(DeliveryProblem.ServerNotReached),
        _ => null,
    };
}
