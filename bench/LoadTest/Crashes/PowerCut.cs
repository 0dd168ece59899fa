using MessageCenter.LoadTest.Conversations;
using MessageCenter.LoadTest.Machine;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest.Crashes;

/// <summary>
/// At a random moment the database stands still, the disk is copied without what only the kernel has in memory, and
/// everything is started again on the copy. Without syncs every request to put something on the disk is answered with
/// yes and not carried out, as by a database with weak settings: that must be seen, or the run could not see anything.
/// </summary>
internal sealed class PowerCut(LoopDisk disk, IDatabaseOnDisk database, PowerCutManner manner) : ICrashSite
{
    private const string NoSyncs = SyscallFault.Syncs + ",sync_file_range,msync:retval=0";
    /// <summary>What was acknowledged before the cut is on its way to those who count it.</summary>
    private static readonly TimeSpan AcknowledgementsArriveWithin = TimeSpan.FromMilliseconds(500);

    /// <summary>Copies that were made.</summary>
    public int Images { get; private set; }

    public Task<ProductServer> Start(CancellationToken cancel) => database.Start(cancel);

    public async Task<string?> LiveAndDie(ProductServer server, LoadFleet fleet, CancellationToken cancel)
    {
        var lives = Lifetime.Draw(manner.Moments);
        if (manner.HasSyncs)
        {
            await LiveAndStop(server, fleet, lives, cancel);
        }
        else
        {
            await using var weakness = await SyscallFault.Begin(database.Writers(server), NoSyncs, manner.Folder, [], cancel);
            await LiveAndStop(server, fleet, lives, cancel);
        }
        await disk.ComeBack();
        return $"no power after {lives.TotalMilliseconds:0} ms";
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task LiveAndStop(ProductServer server, LoadFleet fleet, TimeSpan lives, CancellationToken cancel)
    {
        fleet.RunFlatOut();
        await Task.Delay(lives, cancel);
        // The first one first, so that it starts nobody while the others are stopped.
        await Standstill.Of([.. database.Writers(server).Take(1)], cancel);
        await Standstill.Of(database.Writers(server), cancel);
        await Task.Delay(AcknowledgementsArriveWithin, cancel);
        await disk.KeepWhatIsOnIt();
        Images++;
        await database.Kill(server);
    }
}

/// <summary>How the power is cut.</summary>
/// <param name="Moments">Where the moments come from.</param>
/// <param name="HasSyncs">Syncs do what they say.</param>
/// <param name="Folder">For what is noted on the way; not on the disk that loses its power.</param>
internal sealed record PowerCutManner(Random Moments, bool HasSyncs, string Folder);
