namespace MessageCenter.Clustering;

/// <summary>No silo of the cluster answers as one. The message is one line for the person who starts the program.</summary>
public sealed class ClusterIsNotReachedException(string message, Exception? inner = null) : Exception(message, inner);
