using System.Text.Json;

namespace MessageCenter.LoadTest.Measure;

/// <summary>
/// Follows a conversation's owner through its timeline. Two operators who both believed to own it leave a trace: an
/// assignment that follows upon another owner than there was, or words of an operator who did not own it.
/// </summary>
internal sealed class OwnershipReplay
{
    /// <summary>The owner after the last entry; null: nobody.</summary>
    public Guid? Owner { get; private set; }

    /// <summary>It has ended and was not begun again.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Entries that cannot follow upon those before.</summary>
    public int Contradictions { get; private set; }

    /// <summary>The next entry, as a hub's page shows it to an operator.</summary>
    public void Add(JsonElement entry)
    {
        var happened = entry.GetProperty("event");
        switch (happened.GetProperty("type").GetString())
        {
            case "operatorAssigned":
                Expect(IdIn(happened, "previousOperatorId") == Owner);
                Owner = IdIn(happened, "operatorId");
                break;
            case "wentLive":
                Expect(IdIn(happened, "operatorId") == Owner && !IsEnded);
                break;
            case "messagePosted" when IdIn(entry.GetProperty("author"), "operatorId") is { } speaker:
                Expect(speaker == Owner);
                break;
            case "conversationEnded":
                IsEnded = true;
                break;
            case "conversationReopened":
                (Owner, IsEnded) = (null, false);
                break;
        }
    }

    private void Expect(bool isSo) => Contradictions += isSo ? 0 : 1;

    private static Guid? IdIn(JsonElement element, string name) =>
        element.TryGetProperty(name, out var id) && id.ValueKind == JsonValueKind.String ? id.GetGuid() : null;
}
