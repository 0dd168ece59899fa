using System.Collections.Immutable;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Simulation.Stores;

/// <summary>The outbox of a world without a mail server: what conversations queue stays there.</summary>
internal sealed class UnreadOutbox : IOutboxStore
{
    public Task<ImmutableArray<LeasedOutboxItem>> Take(DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancel) =>
        Task.FromResult(ImmutableArray<LeasedOutboxItem>.Empty);

    public Task Done(long number, CancellationToken cancel) => Task.CompletedTask;

    public Task Retry(long number, DateTimeOffset at, string problem, CancellationToken cancel) => Task.CompletedTask;
}
