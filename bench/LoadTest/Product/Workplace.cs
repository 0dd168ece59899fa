namespace MessageCenter.LoadTest.Product;

/// <summary>The data folder of a run: fresh, and gone at the end unless it was named on the command line.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly bool isOurs;

    public Workplace(string? named)
    {
        isOurs = named is null;
        Data = named ?? Path.Combine(Directory.CreateTempSubdirectory("messagecenter-load-").FullName, "data");
        if (Directory.Exists(Data) && Directory.EnumerateFileSystemEntries(Data).Any())
        {
            throw new LoadTestException($"{Data} is not empty: a run begins with a fresh store.");
        }
    }

    public string Data { get; }

    public void Dispose()
    {
        if (isOurs && Path.GetDirectoryName(Data) is { } folder)
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
