namespace MessageCenter.LoadTest.Wire;

/// <summary>A call had no answer, or an error for one: whether it took effect is unknown.</summary>
internal sealed class HubCallException(string message) : LoadTestException(message);
