using MessageCenter.Simulation.Engine;

namespace MessageCenter.Simulation.Cluster;

/// <summary>One call of a grain on its way. Its caller is told once, whatever arrives how often.</summary>
internal abstract class Call
{
    public Scope Caller { get; private set; } = null!;

    public GrainKey Target { get; private set; }

    public MethodShape Shape { get; private set; } = null!;

    public object?[] Arguments { get; private set; } = [];

    public Call Of(Scope caller, GrainKey target, MethodShape shape, object?[] arguments)
    {
        (Caller, Target, Shape, Arguments) = (caller, target, shape, arguments);
        return this;
    }

    /// <summary>What the caller waits for.</summary>
    public abstract Task Task { get; }

    /// <summary>The grain has answered.</summary>
    public abstract void Answer(Task finished);

    public abstract void Fail(Exception problem);
}

/// <summary>A call with an answer of this type; a method without one answers a bool that nobody reads.</summary>
internal sealed class Call<T> : Call
{
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Task Task => answer.Task;

    public override void Answer(Task finished)
    {
        if (finished.Exception?.InnerException is { } problem)
        {
            answer.TrySetException(problem);
        }
        else if (finished is Task<T> { IsCompletedSuccessfully: true } typed)
        {
            answer.TrySetResult(typed.GetAwaiter().GetResult());
        }
        else
        {
            answer.TrySetResult(default!);
        }
    }

    public override void Fail(Exception problem) => answer.TrySetException(problem);
}
