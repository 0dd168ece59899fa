using System.Security.Cryptography;
using MessageCenter.Domain;

namespace MessageCenter.WebFront.Attachments;

/// <summary>
/// The body of an upload in a file of its own that nobody else can open and that is gone when it is closed: how large a file
/// may be, how many there are at once and how long they take is bounded, what is in memory is one piece of each.
/// </summary>
internal sealed class ReceivedFile : IAsyncDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private ReceivedFile(FileStream content) => Content = content;

    /// <summary>The bytes.</summary>
    public FileStream Content { get; }

    /// <summary>SHA-256, hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Reads a body to its end; null: it is longer than that.</summary>
    public static async Task<ReceivedFile?> Receive(Stream body, long lengthMax, CancellationToken cancel)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }
        var file = new ReceivedFile(new FileStream(Path.Combine(Path.GetTempPath(), $"upload-{Path.GetRandomFileName()}"), options));
        try
        {
            if (await file.Copy(body, lengthMax, cancel))
            {
                return file;
            }
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
        await file.DisposeAsync();
        return null;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content.DisposeAsync();

    private async Task<bool> Copy(Stream body, long lengthMax, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Limits.AttachmentChunkBytes];
        for (int read; (read = await body.ReadAsync(buffer, cancel)) > 0;)
        {
            if (Content.Length + read > lengthMax)
            {
                return false;
            }
            hash.AppendData(buffer, 0, read);
            await Content.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        Hash = Convert.ToHexStringLower(hash.GetHashAndReset());
        await Content.FlushAsync(cancel);
        return true;
    }
}
