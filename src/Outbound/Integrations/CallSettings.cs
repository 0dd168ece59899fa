namespace MessageCenter.Outbound.Integrations;

/// <summary>How other systems are called.</summary>
/// <param name="AllowedPrivateHosts">Names or addresses, "host" or "host:port", that may lie in a private network or on this machine.</param>
/// <param name="TimeLimit">How long a call may take, answer and all.</param>
public sealed record CallSettings(IReadOnlyList<string> AllowedPrivateHosts, TimeSpan TimeLimit)
{
    /// <summary>This host was named by whoever runs the product.</summary>
    public bool Allows(string host, int port) => AllowedPrivateHosts.Any(allowed =>
        allowed.Equals(host, StringComparison.OrdinalIgnoreCase) || allowed.Equals($"{host}:{port}", StringComparison.OrdinalIgnoreCase));
}
