using System.Threading.RateLimiting;

namespace MessageCenter.WebFront.Security;

/// <summary>How many contacts one address may make: whoever is a contact already goes on undisturbed.</summary>
internal sealed class NewContactLimit(WebFrontSettings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetFixedWindowLimiter(
            key,
            _ => new() { PermitLimit = settings.NewContactsPerAddressPerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    /// <summary>Counts one; the time to wait when it is one too many, else null.</summary>
    public TimeSpan? Refuse(string clientAddress)
    {
        using var lease = limiter.AttemptAcquire(clientAddress);
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    /// <inheritdoc/>
    public void Dispose() => limiter.Dispose();
}
