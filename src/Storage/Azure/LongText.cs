using System.Globalization;
using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;

namespace MessageCenter.Storage.Azure;

/// <summary>
/// Text in an entity. A property holds 64 KiB, which are 32 Ki units of text: what is longer is compressed, and what is
/// longer still goes on in further properties.
/// </summary>
internal static class LongText
{
    private const int PlainLengthMax = 30_000;
    private const int PartBytes = 60_000;
    private const int PartsMax = 12;

    internal static void Write(TableEntity entity, string name, string text)
    {
        if (text.Length <= PlainLengthMax)
        {
            entity[name] = text;
            return;
        }
        var parts = Compress(text).Chunk(PartBytes).ToArray();
        if (parts.Length > PartsMax)
        {
            throw new ArgumentException($"{text.Length} characters are more than one entity of Table Storage holds.", nameof(text));
        }
        for (var i = 0; i < parts.Length; i++)
        {
            entity[PartName(name, i)] = parts[i];
        }
    }

    internal static string Read(TableEntity entity, string name)
    {
        if (entity.GetString(name) is { } plain)
        {
            return plain;
        }
        using var compressed = new MemoryStream();
        for (var i = 0; entity.GetBinary(PartName(name, i)) is { } part; i++)
        {
            compressed.Write(part);
        }
        compressed.Position = 0;
        using var plainBytes = new BrotliStream(compressed, CompressionMode.Decompress);
        using var reader = new StreamReader(plainBytes, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static byte[] Compress(string text)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Fastest))
        {
            brotli.Write(Encoding.UTF8.GetBytes(text));
        }
        return compressed.ToArray();
    }

    private static string PartName(string name, int part) => name + part.ToString(CultureInfo.InvariantCulture);
}
