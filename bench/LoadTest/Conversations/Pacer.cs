using System.Diagnostics;

namespace MessageCenter.LoadTest.Conversations;

/// <summary>Hands out due times at a steady rate, whatever the server does: a slow answer delays nothing but itself.</summary>
internal sealed class Pacer : IDisposable
{
    private readonly Thread thread;
    private volatile bool isStopped;

    public Pacer(IReadOnlyList<LoadConversation> conversations, int perSecond)
    {
        thread = new Thread(() => Run(conversations, perSecond)) { IsBackground = true, Name = "pacer" };
        thread.Start();
    }

    public void Dispose()
    {
        isStopped = true;
        thread.Join();
    }

    private void Run(IReadOnlyList<LoadConversation> conversations, int perSecond)
    {
        var begun = Stopwatch.GetTimestamp();
        var handedOut = 0L;
        while (!isStopped)
        {
            var isDue = (long)(Stopwatch.GetElapsedTime(begun).TotalSeconds * perSecond);
            for (; handedOut < isDue; handedOut++)
            {
                var at = begun + (long)((handedOut + 1) * (double)Stopwatch.Frequency / perSecond);
                conversations[(int)(handedOut % conversations.Count)].Due(at);
            }
            Thread.Sleep(1);
        }
    }
}
