using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;

namespace MessageCenter.Outbound.Translations;

/// <summary>
/// Asks an engine over HTTP and reads its JSON, of which no more than <see cref="Limits.TranslationAnswerBytesMax"/>. Whoever runs
/// the product names the address, so it may be a private one; redirects are not followed, so that nothing that somebody wrote goes elsewhere.
/// </summary>
internal sealed class EngineHttp : IDisposable
{
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 16,
    });

    /// <summary>What <paramref name="read"/> finds in the answer, or the problem. A status of the engine is judged by <paramref name="problemOf"/>.</summary>
    public async Task<T> Ask<T>(
        HttpRequestMessage request,
        Func<JsonElement, T?> read,
        Func<HttpStatusCode, JsonElement?, TranslationProblem> problemOf,
        Func<TranslationProblem, T> failed,
        CancellationToken cancel)
        where T : class
    {
        try
        {
            using var response = await http.SendAsync(request, cancel);
            using var json = await Read(response.Content, cancel);
            return response.IsSuccessStatusCode
                ? (json is null ? null : read(json.RootElement)) ?? failed(TranslationProblem.EngineFailed)
                : failed(problemOf(response.StatusCode, json?.RootElement));
        }
        catch (Exception problem) when (problem is HttpRequestException or HttpIOException or IOException or SocketException
            // An answer of another shape than the engine's own.
            or InvalidOperationException or KeyNotFoundException)
        {
            return failed(TranslationProblem.EngineFailed);
        }
        finally
        {
            request.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    /// <summary>Null: no JSON, or more than an answer may be. What it says about its length is not believed.</summary>
    private static async Task<JsonDocument?> Read(HttpContent content, CancellationToken cancel)
    {
        await using var stream = await content.ReadAsStreamAsync(cancel);
        var buffer = new byte[Limits.TranslationAnswerBytesMax + 1];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        if (read > Limits.TranslationAnswerBytesMax)
        {
            return null;
        }
        try
        {
            return JsonDocument.Parse(buffer.AsMemory(0, read), new() { MaxDepth = Limits.JsonDepthMax });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
