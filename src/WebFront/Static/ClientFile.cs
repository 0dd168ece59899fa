using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace MessageCenter.WebFront.Static;

/// <summary>One built file of a client in memory, with its compressed forms, each made when it is first asked for.</summary>
internal sealed class ClientFile
{
    private const int CompressedFrom = 512;

    private readonly byte[] content;
    private readonly Lazy<byte[]> brotli;
    private readonly Lazy<byte[]> gzip;
    private readonly bool isText;

    public ClientFile(byte[] content, string contentType, DateTimeOffset changedAt)
    {
        this.content = content;
        ContentType = contentType;
        ChangedAt = changedAt;
        isText = content.Length >= CompressedFrom && !contentType.StartsWith("image/", StringComparison.Ordinal)
            && !contentType.StartsWith("font/", StringComparison.Ordinal);
        brotli = new(() => Compress(stream => new BrotliStream(stream, CompressionLevel.Optimal, leaveOpen: true)));
        gzip = new(() => Compress(stream => new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true)));
        Tag = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12));
    }

    /// <summary>What it is.</summary>
    public string ContentType { get; }

    /// <summary>When the file on disk was written.</summary>
    public DateTimeOffset ChangedAt { get; }

    /// <summary>Names the content.</summary>
    public string Tag { get; }

    /// <summary>Reads a file; null when it is not there.</summary>
    public static async Task<ClientFile?> Read(IFileInfo file, string contentType, CancellationToken cancel)
    {
        if (file.PhysicalPath is not { } path)
        {
            return null;
        }
        return new(await File.ReadAllBytesAsync(path, cancel), contentType, file.LastModified);
    }

    /// <summary>Answers with the form that the client understands, or with "not changed".</summary>
    public async Task Answer(HttpContext context, string cacheControl)
    {
        var (encoding, bytes) = FormFor(context.Request);
        var tag = new EntityTagHeaderValue(encoding is null ? $"\"{Tag}\"" : $"\"{Tag}-{encoding}\"");
        var response = context.Response;
        response.Headers.CacheControl = cacheControl;
        response.Headers.ETag = tag.ToString();
        response.Headers.Vary = "Accept-Encoding";
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        if (encoding is not null)
        {
            response.Headers.ContentEncoding = encoding;
        }
        response.ContentType = ContentType;
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    private (string? Encoding, byte[] Bytes) FormFor(HttpRequest request)
    {
        if (!isText)
        {
            return (null, content);
        }
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        bool Accepts(string encoding) => accepted.Any(one => one.Value == encoding && one.Quality is null or > 0);
        return Accepts("br") ? ("br", brotli.Value) : Accepts("gzip") ? ("gzip", gzip.Value) : (null, content);
    }

    private byte[] Compress(Func<Stream, Stream> compressor)
    {
        using var result = new MemoryStream();
        using (var stream = compressor(result))
        {
            stream.Write(content);
        }
        return result.ToArray();
    }
}
