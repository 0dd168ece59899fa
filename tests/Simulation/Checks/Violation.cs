namespace MessageCenter.Simulation.Checks;

/// <summary>An invariant that did not hold: its id, and what was there instead.</summary>
internal sealed record Violation(string Invariant, string Words)
{
    public override string ToString() => $"{Invariant}: {Words}";
}
