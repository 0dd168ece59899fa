using MessageCenter.Domain.Deliveries;
using Microsoft.Extensions.Logging;

namespace MessageCenter.Grains.Deliveries;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "The outbox cannot be read; it will be tried again.")]
    public static partial void OutboxIsNotRead(ILogger log, Exception problem);

    [LoggerMessage(2, LogLevel.Warning, "Nobody knows what to do with outbox item {Item}.")]
    public static partial void ItemIsUnknown(ILogger log, Guid item);

    [LoggerMessage(3, LogLevel.Warning, "Delivery {Delivery} was left in the middle; it will be taken up again.")]
    public static partial void DeliveryWasLeft(ILogger log, Exception problem, Guid delivery);

    [LoggerMessage(4, LogLevel.Warning, "Delivery {Delivery} was given up after {Tries} tries: {Problem}.")]
    public static partial void DeliveryWasGivenUp(ILogger log, Guid delivery, DeliveryProblem? problem, int tries);
}
