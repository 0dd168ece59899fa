using System.Collections.Concurrent;
using System.Reflection;

namespace MessageCenter.Simulation.Fronts;

/// <summary>One method of a hub: how it is called, and what comes out of its task.</summary>
internal sealed class HubMethod
{
    private static readonly ConcurrentDictionary<(Type, string), HubMethod> Known = new();

    private readonly MethodInvoker invoker;
    private readonly Func<Task, object?> result;

    private HubMethod(MethodInfo method)
    {
        Info = method;
        invoker = MethodInvoker.Create(method);
        result = method.ReturnType.IsGenericType
            ? (typeof(HubMethod).GetMethod(nameof(ResultOf), BindingFlags.NonPublic | BindingFlags.Static)
                ?? throw new InvalidOperationException("Results cannot be read."))
                .MakeGenericMethod(method.ReturnType.GetGenericArguments()).CreateDelegate<Func<Task, object?>>()
            : _ => null;
    }

    public MethodInfo Info { get; }

    public static HubMethod Of(Type hub, string name) => Known.GetOrAdd((hub, name), static key =>
        new(key.Item1.GetMethod(key.Item2) ?? throw new InvalidOperationException($"No hub method {key.Item2}.")));

    public async ValueTask<object?> Invoke(object hub, object argument)
    {
        var task = invoker.Invoke(hub, argument) as Task ?? throw new InvalidOperationException("A hub method returns a task.");
        await task;
        return result(task);
    }

    private static object? ResultOf<T>(Task task) => task is Task<T> typed ? typed.GetAwaiter().GetResult() : null;
}
