namespace MessageCenter.LoadTest;

/// <summary>The run cannot go on: one line that says why.</summary>
internal class LoadTestException(string message) : Exception(message);
