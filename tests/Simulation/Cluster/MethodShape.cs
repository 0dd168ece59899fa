using System.Collections.Concurrent;
using System.Reflection;

namespace MessageCenter.Simulation.Cluster;

/// <summary>One method of a grain interface: how it is called, and how its answer travels.</summary>
internal sealed class MethodShape
{
    private static readonly ConcurrentDictionary<MethodInfo, MethodShape> Known = new();

    private readonly MethodInvoker invoker;
    private readonly Func<Call> newCall;

    private MethodShape(MethodInfo method)
    {
        Name = $"{method.DeclaringType?.Name[1..].Replace("Grain", "", StringComparison.Ordinal)}.{method.Name}";
        IsOneWay = method.GetCustomAttribute<OneWayAttribute>() is not null;
        Interleaves = method.GetCustomAttribute<AlwaysInterleaveAttribute>() is not null;
        invoker = MethodInvoker.Create(method);
        var answer = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : typeof(bool);
        var make = typeof(MethodShape).GetMethod(nameof(NewCallOf), BindingFlags.NonPublic | BindingFlags.Static)
            ?? throw new InvalidOperationException("Calls cannot be made.");
        newCall = make.MakeGenericMethod(answer).CreateDelegate<Func<Call>>();
    }

    public string Name { get; }

    public bool IsOneWay { get; }

    /// <summary>May run beside another request of the same activation.</summary>
    public bool Interleaves { get; }

    public static MethodShape Of(MethodInfo method) => Known.GetOrAdd(method, static method => new(method));

    public Task Invoke(object grain, object?[] arguments) =>
        invoker.Invoke(grain, arguments.AsSpan()) as Task ?? throw new InvalidOperationException($"{Name} returns no task.");

    public Call NewCall() => newCall();

    private static Call<T> NewCallOf<T>() => new();
}
