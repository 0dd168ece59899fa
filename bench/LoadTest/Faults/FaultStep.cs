namespace MessageCenter.LoadTest.Faults;

/// <summary>One blow of a fault.</summary>
/// <param name="Name">What is done to whom.</param>
/// <param name="Strike">Does it, and says (a Stopwatch reading) from when on the waiting for answers is to be counted.</param>
/// <param name="Heal">Ends it, when sends have been accepted again.</param>
internal sealed record FaultStep(
    string Name,
    Func<Action<long>, CancellationToken, Task> Strike,
    Func<CancellationToken, Task> Heal);
