using MessageCenter.Domain;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Grains.Deliveries;

/// <summary>Carries out one kind of outbox items.</summary>
internal interface IOrderCarrier
{
    /// <summary>The kind.</summary>
    string Kind { get; }

    /// <summary>The order in an item; null: it is none.</summary>
    ICarriedOrder? Read(LeasedOutboxItem item);
}

/// <summary>An order that somebody holds.</summary>
internal interface ICarriedOrder
{
    /// <summary>How it stands in the account's book before its first try.</summary>
    Delivery Delivery { get; }

    /// <summary>One try. Throws where our own side fails: then it is left, and taken up again.</summary>
    Task<DeliveryOutcome> Try(CancellationToken stop);

    /// <summary>Tells the conversation that it is done or was given up; told twice it is written down once.</summary>
    Task Report(Delivery delivery);
}

/// <summary>A conversation that could not write a report down must be told again.</summary>
internal static class ReportedAnswer
{
    internal static void Check(Answer answer)
    {
        if (answer.Rejection?.Code == RejectionCode.Unavailable)
        {
            throw new StoreUnavailableException("The conversation could not write down what became of a delivery.");
        }
    }
}
