using System.Globalization;
using MessageCenter.ClusterProcesses;

namespace MessageCenter.LoadTest.Machine;

/// <summary>
/// A disk of our own: an ext4 file system in a file. What was written to it and not synced is in the kernel's memory and
/// not in the file, so a copy of the file is what a power cut would have left. Its journal commits by itself only every
/// five minutes; whatever is in the copy sooner is there because somebody asked for it.
/// </summary>
internal sealed class LoopDisk : IAsyncDisposable
{
    private const string MountOptions = "loop,commit=300";
    private static readonly TimeSpan UnmountsWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan TriesEvery = TimeSpan.FromMilliseconds(100);

    private readonly string folder;
    private string image;
    private string? kept;
    private int copies;

    private LoopDisk(string folder)
    {
        this.folder = folder;
        image = System.IO.Path.Combine(folder, "disk-0.img");
        Path = System.IO.Path.Combine(folder, "disk");
    }

    /// <summary>Why this machine cannot do it; null: it can.</summary>
    public static string? Missing => !Environment.IsPrivilegedProcess ? "A disk of our own needs root."
        : OnPath.Find("mkfs.ext4") is null ? "mkfs.ext4 is missing: apt-get install e2fsprogs."
        : !File.Exists("/dev/loop-control") ? "There are no loop devices on this machine."
        : null;

    /// <summary>Where it is mounted, always the same.</summary>
    public string Path { get; }

    /// <summary>Makes one in a folder that exists, and mounts it.</summary>
    public static async Task<LoopDisk> Make(string folder, int megabytes)
    {
        if (Missing is { } missing)
        {
            throw new LoadTestException(missing);
        }
        var disk = new LoopDisk(folder);
        Directory.CreateDirectory(disk.Path);
        await LinuxTool.Run("truncate", "-s", string.Create(CultureInfo.InvariantCulture, $"{megabytes}M"), disk.image);
        // All is laid out now: what the kernel would lay out later by itself is nothing that we want in the copies.
        await LinuxTool.Run("mkfs.ext4", "-q", "-F", "-m", "0", "-E", "lazy_itable_init=0,lazy_journal_init=0,discard", disk.image);
        await disk.Mount();
        return disk;
    }

    /// <summary>A path on the disk.</summary>
    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>All that was written so far reaches the disk, as after a while it would have by itself.</summary>
    public Task Sync() => LinuxTool.Run("sync", "-f", Path);

    /// <summary>Copies the disk as it is without the kernel's memory. Nobody may be writing.</summary>
    public async Task KeepWhatIsOnIt()
    {
        kept = System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"disk-{++copies}.img"));
        await LinuxTool.Run("cp", "--sparse=always", image, kept);
    }

    /// <summary>The power is back: the copy stands in the disk's place, and the file system recovers. Nobody may use the disk.</summary>
    public async Task ComeBack()
    {
        var copy = kept ?? throw new InvalidOperationException("Nothing was kept.");
        await Unmount();
        File.Delete(image);
        (image, kept) = (copy, null);
        await Mount();
    }

    public async ValueTask DisposeAsync()
    {
        await Unmount();
        File.Delete(image);
        if (kept is not null)
        {
            File.Delete(kept);
        }
    }

    private Task Mount() => LinuxTool.Run("mount", "-o", MountOptions, image, Path);

    private async Task Unmount()
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var (code, said) = await LinuxTool.TryRun("umount", [Path]);
            if (code == 0)
            {
                return;
            }
            if (TimeProvider.System.GetElapsedTime(begun) > UnmountsWithin)
            {
                throw new LoadTestException($"{Path} cannot be unmounted: {said}");
            }
            // Whoever was killed a moment ago still holds its files for another.
            await Task.Delay(TriesEvery);
        }
    }
}
