using System.Text.Json;

namespace MessageCenter.LoadTest.Wire;

/// <summary>What the hubs answer to commands and snapshots that are not on the measured path.</summary>
internal static class HubAnswer
{
    /// <summary>A refusal ends the run: what was asked for must be possible.</summary>
    public static JsonElement Accepted(this JsonElement answer, string method) =>
        RefusalOf(answer) is { } rejection ? throw new LoadTestException($"{method} was refused: {rejection}") : answer;

    /// <summary>Not now: the same command may be accepted later.</summary>
    public static bool IsUnavailable(this JsonElement answer) =>
        RefusalOf(answer)?.GetProperty("code").GetString() is "unavailable" or "rate_limited";

    private static JsonElement? RefusalOf(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("rejection", out var rejection)
        && rejection.ValueKind == JsonValueKind.Object
            ? rejection
            : null;
}
