using Azure.Data.Tables;

namespace MessageCenter.Storage.Azure;

/// <summary>
/// Numbers that are never given twice. A process takes a block at a time; those that it does not use are lost. Between
/// processes a smaller number may come later, so that nothing may be ordered by number alone.
/// </summary>
internal sealed class NumberBlocks(AzureTable table, string name) : IDisposable
{
    private const int BlockSize = 100;

    private readonly SemaphoreSlim gate = new(1);
    private long last;
    private long end;

    internal async Task<long> Next(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            if (last == end)
            {
                end = await TakeBlock(cancel);
                last = end - BlockSize;
            }
            return ++last;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<long> TakeBlock(CancellationToken cancel)
    {
        while (true)
        {
            var old = await table.Find("numbers", name, cancel);
            var upTo = (old?.GetInt64("GivenUpTo") ?? 0) + BlockSize;
            var taken = new TableEntity("numbers", name) { ["GivenUpTo"] = upTo };
            // Of an unknown outcome too: at worst a block is lost.
            if (await table.TryCommit([Change.AddOrReplace(taken, old)], cancel) == WriteOutcome.Done)
            {
                return upTo;
            }
        }
    }
}
