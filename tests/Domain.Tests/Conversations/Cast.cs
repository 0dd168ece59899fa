using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Routing;
using static MessageCenter.Domain.Conversations.ConversationEvent;

namespace MessageCenter.Domain.Tests.Conversations;

/// <summary>The people and the times of these examples.</summary>
internal static class Cast
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    public static readonly OperatorId OliviaId = new(Seed.Id(1));
    public static readonly OperatorId OmarId = new(Seed.Id(2));
    public static readonly ContactId VeraId = new(Seed.Id(3));
    public static readonly WidgetId ShopId = new(Seed.Id(4));
    public static readonly OperatorGroupId SalesId = new(Seed.Id(5));
    public static readonly TopicId OrdersId = new(Seed.Id(6));
    public static readonly Author Olivia = Author.Operator(OliviaId, "Olivia");
    public static readonly Author Omar = Author.Operator(OmarId, "Omar");

    public static readonly ConversationStarted Started =
        new(VeraId, 81, null, ShopId, SalesId, [OrdersId], "en", null);

    public static readonly RoutingDecision ToOlivia =
        new(OliviaId, RoutingRule.MostFreeSlots, [new(OliviaId, 3, true, false, null)]);

    /// <summary>The people of refusal tables.</summary>
    public static Author Person(string name) => name switch
    {
        "contact" => Author.Contact,
        "olivia" => Olivia,
        "omar" => Omar,
        "system" => Author.System,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such person."),
    };

    public static CommandId Command(int number) => new(Seed.Id(1_000 + number));

    public static DateTimeOffset Later(double minutes) => Noon + TimeSpan.FromMinutes(minutes);
}
