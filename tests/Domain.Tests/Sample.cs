using System.Collections.Immutable;
using System.Reflection;

namespace MessageCenter.Domain.Tests;

/// <summary>Any value of a record, made by its constructor: for tests that only ask whether a case is handled.</summary>
internal static class Sample
{
    public static object Of(Type type)
    {
        if (type == typeof(string))
        {
            return "sample";
        }
        if (type == typeof(Guid))
        {
            return Seed.Id(42);
        }
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying);
        }
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            return type.GetField("Empty", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        }
        if (type.IsPrimitive || type.IsEnum || type == typeof(DateTimeOffset) || type == typeof(TimeSpan))
        {
            return type == typeof(long) ? 1L : type == typeof(int) ? 1 : Activator.CreateInstance(type)!;
        }
        var constructor = type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).First();
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType))]);
    }
}
