namespace MessageCenter.Simulation.Fronts;

/// <summary>The connection is not there, or broke before the answer came: the effect of the call is unknown.</summary>
internal sealed class NotConnectedException() : Exception("Not connected.");
