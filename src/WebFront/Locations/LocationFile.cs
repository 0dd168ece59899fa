using System.Net;
using System.Net.Sockets;
using MaxMind.Db;

namespace MessageCenter.WebFront.Locations;

/// <summary>
/// One database in the MMDB format, held in memory: whoever writes a new one over it disturbs nobody. What is missing or damaged is
/// said once, and then there is none: a chat must not wait for a place.
/// </summary>
internal sealed class LocationFile : IDisposable
{
    private const int OnlyIPv4 = 4;

    private readonly Reader reader;
    private readonly string name;
    private readonly ILogger log;
    private int isBroken;

    private LocationFile(string path, ILogger log)
    {
        reader = new(path, FileAccessMode.Memory);
        (name, this.log) = (Path.GetFileName(path), log);
    }

    /// <summary>Null: it cannot be read, and the log says why.</summary>
    public static LocationFile? Open(string path, ILogger log)
    {
        try
        {
            return new(path, log);
        }
        catch (Exception problem)
        {
            Log.DatabaseIsUnreadable(log, problem, Path.GetFileName(path));
            return null;
        }
    }

    /// <summary>What it says of an address; null: nothing.</summary>
    public Dictionary<string, object>? Find(IPAddress address)
    {
        if (isBroken != 0 || (reader.Metadata.IPVersion == OnlyIPv4 && address.AddressFamily != AddressFamily.InterNetwork))
        {
            return null;
        }
        try
        {
            return reader.Find<Dictionary<string, object>>(address);
        }
        catch (Exception problem)
        {
            // A damaged file fails in many ways, deep inside the reader.
            if (Interlocked.Exchange(ref isBroken, 1) == 0)
            {
                Log.DatabaseIsUnreadable(log, problem, name);
            }
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();
}
