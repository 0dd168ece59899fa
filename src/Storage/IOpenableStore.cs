namespace MessageCenter.Storage;

/// <summary>A store as the host sees it: opened ahead of everything else, closed after everything else has stopped.</summary>
internal interface IOpenableStore
{
    /// <summary>
    /// Brings the schema up to date and checks what the store promises. Throws <see cref="StoreStartupException"/> with one
    /// line that says why the store cannot be used.
    /// </summary>
    Task Open(CancellationToken cancel);

    /// <summary>Ends when the store can no longer be written to until it is opened anew; most stores recover by themselves.</summary>
    Task Lost => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);

    /// <summary>Writes what waits, then closes.</summary>
    Task Close();
}
