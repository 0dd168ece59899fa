using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace MessageCenter.WebFront.Static;

/// <summary>
/// The built clients: a few dozen files that the build leaves beside the program. They are kept in memory, compressed once,
/// and read again when the build has written them anew. Files with a hash in their name never change; all others are asked
/// for again, by tag. Pages are not files here: they carry a nonce and a policy of their own.
/// </summary>
internal sealed class ClientFiles : IDisposable
{
    /// <summary>A year: as good as for ever.</summary>
    private const string Immutable = "public, max-age=31536000, immutable";

    private readonly PhysicalFileProvider? files;
    private readonly ConcurrentDictionary<string, ClientFile> known = new(StringComparer.Ordinal);
    private readonly FileExtensionContentTypeProvider types = new();

    /// <summary>Serves what lies in the folder; without the folder, nothing.</summary>
    public ClientFiles(WebFrontSettings settings) =>
        files = Directory.Exists(settings.ClientFolder) ? new(settings.ClientFolder) : null;

    /// <summary>Answers with a file; false when there is none that may be asked for.</summary>
    public async Task<bool> Answer(HttpContext context, string path)
    {
        if (path.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || await Find(path, context.RequestAborted) is not { } file)
        {
            return false;
        }
        await file.Answer(context, HasHash(path) ? Immutable : "no-cache");
        return true;
    }

    /// <summary>The text of a page with the nonce in its place; null when the clients are not built.</summary>
    public async Task<string?> Page(string path, string nonce, CancellationToken cancel) =>
        files?.GetFileInfo(path) is { Exists: true, PhysicalPath: { } physical }
            ? (await File.ReadAllTextAsync(physical, Encoding.UTF8, cancel)).Replace("{{nonce}}", nonce, StringComparison.Ordinal)
            : null;

    /// <inheritdoc/>
    public void Dispose() => files?.Dispose();

    private async Task<ClientFile?> Find(string path, CancellationToken cancel)
    {
        if (files?.GetFileInfo(path) is not { Exists: true, IsDirectory: false } info || !types.TryGetContentType(path, out var type))
        {
            return null;
        }
        if (known.TryGetValue(path, out var file) && file.ChangedAt == info.LastModified)
        {
            return file;
        }
        var read = await ClientFile.Read(info, type, cancel);
        if (read is not null)
        {
            known[path] = read;
        }
        return read;
    }

    /// <summary>The build puts what it names "name-hash.ext" into a folder of its own.</summary>
    private static bool HasHash(string path) => path.Contains("/assets/", StringComparison.Ordinal);
}
