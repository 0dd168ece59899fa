namespace MessageCenter.ClusterProcesses;

/// <summary>A process cannot be started, or did not do what it was asked to. The message is for the person who started it.</summary>
public sealed class ClusterException(string message, Exception? inner = null) : Exception(message, inner);
