using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MessageCenter.TestKit;

/// <summary>Writes small databases in the MMDB format, of networks and what is said about them.</summary>
public static class LocationDatabase
{
    private const int RecordBits = 32;
    private const int RecordBytes = RecordBits / 8;
    private const int GapBytes = 16;
    private const int IPv4Bits = 32;
    private const int IPv6Bits = 128;

    /// <summary>Writes one for both kinds of addresses: a network such as "203.0.113.0/24" and its record.</summary>
    public static void Write(string path, params ReadOnlySpan<(string Network, Dictionary<string, object> Record)> rows) =>
        File.WriteAllBytes(path, Make(IPv6Bits, rows));

    /// <summary>Writes one that knows IPv4 alone.</summary>
    public static void WriteIPv4(string path, params ReadOnlySpan<(string Network, Dictionary<string, object> Record)> rows) =>
        File.WriteAllBytes(path, Make(IPv4Bits, rows));

    private static byte[] Make(int bits, ReadOnlySpan<(string Network, Dictionary<string, object> Record)> rows)
    {
        // A record below zero says where in the data (-1 - offset); 0 says nothing, since no node leads back to the first.
        List<int[]> nodes = [[0, 0]];
        using var data = new MemoryStream();
        foreach (var (network, record) in rows)
        {
            Plant(nodes, BitsOf(IPNetwork.Parse(network), bits), -1 - (int)data.Length);
            Value(data, record);
        }
        using var file = new MemoryStream();
        foreach (var record in nodes.SelectMany(node => node))
        {
            var stored = record switch
            {
                0 => nodes.Count,
                < 0 => nodes.Count + GapBytes - 1 - record,
                _ => record,
            };
            Number(file, (ulong)stored, RecordBytes);
        }
        file.Write(new byte[GapBytes]);
        data.WriteTo(file);
        file.Write([0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8]);
        Value(file, new Dictionary<string, object>
        {
            ["binary_format_major_version"] = (ushort)2,
            ["binary_format_minor_version"] = (ushort)0,
            ["build_epoch"] = 1_780_000_000UL,
            ["database_type"] = "Test",
            ["description"] = new Dictionary<string, object> { ["en"] = "A test" },
            ["ip_version"] = (ushort)(bits == IPv6Bits ? 6 : 4),
            ["languages"] = new List<object> { "en" },
            ["node_count"] = (uint)nodes.Count,
            ["record_size"] = (ushort)RecordBits,
        });
        return file.ToArray();
    }

    private static void Plant(List<int[]> nodes, bool[] path, int leaf)
    {
        var node = 0;
        foreach (var bit in path.SkipLast(1))
        {
            if (nodes[node][bit ? 1 : 0] is 0)
            {
                nodes[node][bit ? 1 : 0] = nodes.Count;
                nodes.Add([0, 0]);
            }
            node = nodes[node][bit ? 1 : 0];
        }
        nodes[node][path[^1] ? 1 : 0] = leaf;
    }

    private static bool[] BitsOf(IPNetwork network, int bits)
    {
        var isV4 = network.BaseAddress.AddressFamily == AddressFamily.InterNetwork;
        // IPv4 is the network ::/96 of a tree for both.
        var before = isV4 && bits == IPv6Bits ? new bool[IPv6Bits - IPv4Bits] : [];
        var address = network.BaseAddress.GetAddressBytes().SelectMany(one => Enumerable.Range(0, 8).Select(at => (one >> (7 - at) & 1) == 1));
        return [.. before, .. address.Take(network.PrefixLength)];
    }

    private static void Value(MemoryStream to, object value)
    {
        switch (value)
        {
            case string text:
                Head(to, 2, Encoding.UTF8.GetByteCount(text));
                to.Write(Encoding.UTF8.GetBytes(text));
                break;
            case double number:
                Head(to, 3, sizeof(double));
                Number(to, BitConverter.DoubleToUInt64Bits(number), sizeof(double));
                break;
            case ushort number:
                Head(to, 5, sizeof(ushort));
                Number(to, number, sizeof(ushort));
                break;
            case uint number:
                Head(to, 6, sizeof(uint));
                Number(to, number, sizeof(uint));
                break;
            case ulong number:
                Head(to, 9, sizeof(ulong));
                Number(to, number, sizeof(ulong));
                break;
            case Dictionary<string, object> map:
                Head(to, 7, map.Count);
                foreach (var (key, one) in map)
                {
                    Value(to, key);
                    Value(to, one);
                }
                break;
            case List<object> list:
                Head(to, 11, list.Count);
                list.ForEach(one => Value(to, one));
                break;
            default:
                throw new ArgumentException($"A database holds no {value.GetType().Name}.", nameof(value));
        }
    }

    private static void Head(MemoryStream to, int type, int size)
    {
        const int Direct = 29;
        const int TwoBytesFrom = Direct + 256;
        var shown = size < Direct ? size : size < TwoBytesFrom ? Direct : Direct + 1;
        to.WriteByte((byte)((type <= 7 ? type << 5 : 0) | shown));
        if (type > 7)
        {
            to.WriteByte((byte)(type - 7));
        }
        if (shown > Direct)
        {
            Number(to, (ulong)(size - TwoBytesFrom), 2);
        }
        else if (shown == Direct)
        {
            Number(to, (ulong)(size - Direct), 1);
        }
    }

    private static void Number(MemoryStream to, ulong number, int bytes)
    {
        for (var at = bytes - 1; at >= 0; at--)
        {
            to.WriteByte((byte)(number >> (8 * at)));
        }
    }
}
