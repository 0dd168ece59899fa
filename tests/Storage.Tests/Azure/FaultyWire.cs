using Azure.Core;
using Azure.Core.Pipeline;

namespace MessageCenter.Storage.Tests.Azure;

/// <summary>What happens to the n-th request that is made.</summary>
public enum WireFault
{
    /// <summary>It never arrives, as a request that waited for a new connection.</summary>
    RequestIsLost,

    /// <summary>It is done, but its answer never arrives.</summary>
    AnswerIsLost,

    /// <summary>The process dies before it: neither it nor any later one is made.</summary>
    ProcessDiesBefore,

    /// <summary>The process dies after it: it is done, no later one is made.</summary>
    ProcessDiesAfter,

    /// <summary>It waits until it is let go.</summary>
    RequestIsHeld,
}

/// <summary>Stands between a store and the storage account and fails one request.</summary>
internal sealed class FaultyWire : HttpPipelinePolicy
{
    private WireFault fault;
    private int at;
    private int requests;
    private TaskCompletionSource held = new();
    private TaskCompletionSource go = new();

    /// <summary>The request was made and met its fault.</summary>
    public bool HasStruck => at > 0 && Volatile.Read(ref requests) >= at;

    /// <summary>The held request has come.</summary>
    public Task Held => held.Task;

    public void Strike(WireFault fault, int at)
    {
        this.fault = fault;
        held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        requests = 0;
        this.at = at;
    }

    public void LetGo() => go.TrySetResult();

    public void Mend() => at = 0;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The store waits for nothing by a thread.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var struck = at;
        var number = struck > 0 ? Interlocked.Increment(ref requests) : 0;
        if (struck == 0 || number < struck)
        {
            await ProcessNextAsync(message, pipeline);
            return;
        }
        var isDead = fault is WireFault.ProcessDiesBefore or WireFault.ProcessDiesAfter;
        if (number > struck ? isDead : fault is WireFault.RequestIsLost or WireFault.ProcessDiesBefore)
        {
            throw new IOException("The request is lost.");
        }
        if (number == struck && fault == WireFault.RequestIsHeld)
        {
            held.TrySetResult();
            await go.Task;
        }
        await ProcessNextAsync(message, pipeline);
        if (number == struck && (fault is WireFault.AnswerIsLost or WireFault.ProcessDiesAfter))
        {
            throw new IOException("The answer is lost.");
        }
    }
}
