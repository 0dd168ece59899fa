using System.Threading.RateLimiting;
using MessageCenter.Domain;

namespace MessageCenter.WebFront.Attachments;

/// <summary>How many files one person may upload, in a minute and at once.</summary>
internal sealed class UploadLimits : IDisposable
{
    private readonly PartitionedRateLimiter<string> perMinute = PartitionedRateLimiter.Create<string, string>(
        person => RateLimitPartition.GetSlidingWindowLimiter(
            person,
            _ => new()
            {
                PermitLimit = Limits.UploadsPerMinuteMax, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0,
            }));

    private readonly PartitionedRateLimiter<string> atOnce = PartitionedRateLimiter.Create<string, string>(
        person => RateLimitPartition.GetConcurrencyLimiter(person, _ => new() { PermitLimit = Limits.UploadsAtOnceMax, QueueLimit = 0 }));

    /// <summary>Lets one upload in until the lease is disposed of; null: it is one too many.</summary>
    public RateLimitLease? Enter(string person)
    {
        var lease = atOnce.AttemptAcquire(person);
        using var counted = lease.IsAcquired ? perMinute.AttemptAcquire(person) : null;
        if (counted?.IsAcquired == true)
        {
            return lease;
        }
        lease.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        perMinute.Dispose();
        atOnce.Dispose();
    }
}
