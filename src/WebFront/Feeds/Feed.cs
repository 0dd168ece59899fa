namespace MessageCenter.WebFront.Feeds;

/// <summary>
/// One feed that sockets of this front follow. Counts them, and speaks to the grain in one line, one call after the
/// other, so that the last number told is the true one. A feed without sockets is closed for good; who comes later
/// opens a new one.
/// </summary>
internal abstract class Feed
{
    private readonly Lock gate = new();
    private Task line = Task.CompletedTask;
    private int sockets;
    private bool isClosed;

    protected Feed(FeedKey key) => Key = key;

    public FeedKey Key { get; }

    public int Sockets => Volatile.Read(ref sockets);

    /// <summary>When the lease is renewed next, as a timestamp; 0 while the renewal has not seen the feed.</summary>
    public long RenewAt { get; set; }

    /// <summary>One socket more. False: too late, the feed is closed.</summary>
    public bool TryEnter()
    {
        lock (gate)
        {
            if (isClosed)
            {
                return false;
            }
            sockets++;
            return true;
        }
    }

    /// <summary>One socket fewer. True: it was the last, and the feed is closed now.</summary>
    public bool Leave()
    {
        lock (gate)
        {
            sockets--;
            isClosed = sockets == 0;
            return isClosed;
        }
    }

    /// <summary>Renews the lease, or watches again and tells the sockets what they may have missed.</summary>
    public abstract Task Renew();

    /// <summary>The number of sockets changed.</summary>
    public abstract Task Tell();

    /// <summary>The call, after those before it.</summary>
    protected async Task<T> InLine<T>(Func<Task<T>> call)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (gate)
        {
            before = line;
            line = done.Task;
        }
        try
        {
            await before;
            return await call();
        }
        finally
        {
            done.SetResult();
        }
    }
}
