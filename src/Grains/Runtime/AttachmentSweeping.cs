using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Attachments;
using MessageCenter.Grains.Stores;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MessageCenter.Grains.Runtime;

/// <summary>
/// Every hour asks the grains of files that were uploaded long ago, and are noted as never sent, to compare that with the
/// timeline. Each silo does it; what one has swept the next one does not find.
/// </summary>
internal sealed class AttachmentSweeping(
    IGrainFactory grains, IAttachmentStore files, TimeProvider clock, ILogger<AttachmentSweeping> log) : BackgroundService
{
    private const int NotesAtOnce = 500;

    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Sweep(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                Log.TellingFailed(log, problem, "Sweeping", "attachments");
            }
        }
    }

    private async Task Sweep(CancellationToken cancel)
    {
        var before = clock.GetUtcNow() - TimeSpan.FromHours(Limits.UnsentAttachmentHoursMax);
        foreach (var unsent in await files.ReadUnsent(before, NotesAtOnce, cancel))
        {
            await grains.GetGrain<IAttachmentGrain>(GrainKeys.Of(unsent.Account, unsent.Attachment)).Sweep(unsent.At);
        }
    }
}
