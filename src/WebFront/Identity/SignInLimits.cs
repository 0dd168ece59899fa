using System.Threading.RateLimiting;
using MessageCenter.Domain;

namespace MessageCenter.WebFront.Identity;

/// <summary>
/// How often somebody may try: per network address, and there per e-mail address, whether anybody has it or not; so that
/// nobody keeps an operator out from elsewhere. Nothing waits: a try beyond the limit is answered at once, with the time
/// after which the next one counts.
/// </summary>
internal sealed class SignInLimits : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> perName = PerMinute(Limits.SignInTriesPerMinuteMax);
    private readonly PartitionedRateLimiter<string> perAddress = PerMinute(Limits.SignInTriesPerAddressPerMinuteMax);

    /// <summary>Counts a try; the time to wait when it is one too many, else null.</summary>
    public TimeSpan? Refuse(string normalizedEmail, string clientAddress) =>
        RetryAfter(perAddress, clientAddress) ?? RetryAfter(perName, $"{clientAddress} {normalizedEmail}");

    /// <inheritdoc/>
    public void Dispose()
    {
        perName.Dispose();
        perAddress.Dispose();
    }

    private static TimeSpan? RetryAfter(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window;
    }

    private static PartitionedRateLimiter<string> PerMinute(int permits) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = permits, Window = Window, QueueLimit = 0 }));
}
