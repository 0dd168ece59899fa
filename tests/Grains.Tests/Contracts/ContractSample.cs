using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;

namespace MessageCenter.Grains.Tests.Contracts;

/// <summary>One value of each serialized type, with something in every field. The same in every run.</summary>
internal static class ContractSample
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A value of the type; <paramref name="number"/> makes fields differ from each other.</summary>
    public static object Of(Type type, int number = 1)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Of(inner, number);
        }
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>))
        {
            return Listed(type.GetGenericArguments()[0], number);
        }
        if (type.IsAbstract)
        {
            return Of(type == typeof(ConversationEvent) ? typeof(ConversationEvent.MessagePosted) : typeof(FeedPush.UnassignedBeat), number);
        }
        return type switch
        {
            _ when type == typeof(string) => $"text {number}",
            _ when type == typeof(long) => 1_000L + number,
            _ when type == typeof(int) => 100 + number,
            _ when type == typeof(bool) => true,
            _ when type == typeof(Guid) => Seed.Id(number),
            _ when type == typeof(DateTimeOffset) => Noon.AddMinutes(number),
            _ when type.IsEnum => Enum.GetValues(type).GetValue(number % Enum.GetValues(type).Length)!,
            _ => Made(type, number),
        };
    }

    private static object Made(Type type, int number) => Contract.PrimaryConstructorOf(type) is { } primary
        ? primary.Invoke([.. primary.GetParameters().Select(one => Of(one.ParameterType, number + one.Position + 1))])
        : Activator.CreateInstance(type)!;

    private static object Listed(Type element, int number)
    {
        var items = Array.CreateInstance(element, 1);
        items.SetValue(Of(element, number), 0);
        var immutable = typeof(ImmutableArray).GetMethods()
            .Single(method => method is { Name: nameof(ImmutableArray.Create) } && method.GetParameters() is [{ ParameterType.IsArray: true }])
            .MakeGenericMethod(element).Invoke(null, [items]);
        return Activator.CreateInstance(typeof(EquatableArray<>).MakeGenericType(element), immutable)!;
    }
}
