using System.Diagnostics;
using System.Globalization;
using MessageCenter.ClusterProcesses;

namespace MessageCenter.LoadTest.Faults;

/// <summary>
/// Drops, silently, what one silo says to the other silos and they to it, in both directions; store and fronts still
/// reach it. The firewall knows the silo by the user that it runs as, and a connection, in either direction, by the mark
/// that it got when this user first said something on it: so the marking begins before the silos do.
/// </summary>
internal sealed class SiloWall : IAsyncDisposable
{
    private static readonly string Table = string.Create(CultureInfo.InvariantCulture, $"message_center_{Environment.ProcessId}");

    /// <summary>The user of the silo that can be cut off. Nobody else has this number.</summary>
    public static UnixUser User { get; } = new("61061", "61061");

    /// <summary>Why this machine cannot do it; null: it can.</summary>
    public static string? Missing => !Environment.IsPrivilegedProcess ? "cut-silo needs root."
        : OnPath.Find("nft") is null ? "cut-silo needs nft: apt-get install nftables."
        : null;

    /// <summary>Begins to mark connections.</summary>
    public static async Task<SiloWall> Prepare(CancellationToken cancel)
    {
        if (Missing is { } missing)
        {
            throw new LoadTestException(missing);
        }
        await Nft(
            $$"""
            table inet {{Table}} {
                chain marking {
                    type filter hook output priority -10;
                    meta skuid {{User.User}} ct mark set {{User.User}}
                }
                chain cut {
                    type filter hook output priority 0;
                }
            }
            """,
            cancel);
        return new();
    }

    /// <summary>From now on nothing passes.</summary>
    public Task Raise(MemberProcess silo, IEnumerable<MemberProcess> silos, CancellationToken cancel)
    {
        var ports = string.Join(", ", silos.Select(one => one.SiloPort));
        // The first answer to a new connection carries no user: what comes to the silo's own port is dropped by the port.
        return Nft(
            $$"""
            table inet {{Table}} {
                chain cut {
                    ct mark {{User.User}} tcp dport { {{ports}} } drop
                    ct mark {{User.User}} tcp sport { {{ports}} } drop
                    tcp dport {{silo.SiloPort}} drop
                    tcp sport {{silo.SiloPort}} drop
                }
            }
            """,
            cancel);
    }

    /// <summary>Everything passes again.</summary>
    public Task Lower(CancellationToken cancel) => Nft($"flush chain inet {Table} cut", cancel);

    public async ValueTask DisposeAsync() => await Nft($"delete table inet {Table}", CancellationToken.None);

    private static async Task Nft(string rules, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(OnPath.Find("nft") ?? "nft") 
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("-f");
        start.ArgumentList.Add("-");
        using var nft = Process.Start(start) ?? throw new LoadTestException("nft cannot be started.");
        await nft.StandardInput.WriteAsync(rules.AsMemory(), cancel);
        nft.StandardInput.Close();
        var said = await nft.StandardError.ReadToEndAsync(cancel);
        await nft.WaitForExitAsync(cancel);
        if (nft.ExitCode != 0)
        {
            throw new LoadTestException($"nft refused: {said}");
        }
    }
}
