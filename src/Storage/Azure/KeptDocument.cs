using System.IO.Compression;
using System.Text;
using Orleans.Serialization.Activators;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace MessageCenter.Storage.Azure;

/// <summary>What grain storage keeps of a document.</summary>
/// <param name="Version">The version that the port counts; 0: there is no document.</param>
/// <param name="Write">The call that wrote it.</param>
/// <param name="Json">The document.</param>
internal sealed record KeptDocument(long Version, Guid Write, string Json)
{
    internal static KeptDocument Absent { get; } = new(0, default, "");
}

/// <summary>A document as bytes: compressed, since an entity holds 1 MiB and the document of a large account is longer.</summary>
internal sealed class KeptDocumentFormat : IGrainStorageSerializer, IActivatorProvider
{
    private const int GuidBytes = 16;

    public BinaryData Serialize<T>(T? input)
    {
        var document = input as KeptDocument ?? throw OtherType<T>();
        using var bytes = new MemoryStream();
        using (var brotli = new BrotliStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new BinaryWriter(brotli, Encoding.UTF8))
        {
            writer.Write(document.Version);
            writer.Write(document.Write.ToByteArray());
            writer.Write(document.Json);
        }
        return new(bytes.ToArray());
    }

    public T? Deserialize<T>(BinaryData input)
    {
        using var brotli = new BrotliStream(input.ToStream(), CompressionMode.Decompress);
        using var reader = new BinaryReader(brotli, Encoding.UTF8);
        return new KeptDocument(reader.ReadInt64(), new(reader.ReadBytes(GuidBytes)), reader.ReadString()) is T document
            ? document
            : throw OtherType<T>();
    }

    /// <summary>What is read where nothing is.</summary>
    public IActivator<T> GetActivator<T>() => new AbsentDocument() as IActivator<T> ?? throw OtherType<T>();

    private static NotSupportedException OtherType<T>() => new($"Grain storage holds documents here, not {typeof(T)}.");

    private sealed class AbsentDocument : IActivator<KeptDocument>
    {
        public KeptDocument Create() => KeptDocument.Absent;
    }
}
