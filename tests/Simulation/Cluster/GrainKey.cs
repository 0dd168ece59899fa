namespace MessageCenter.Simulation.Cluster;

/// <summary>Names a grain.</summary>
internal readonly record struct GrainKey(Type Interface, string Key)
{
    public override string ToString() =>
        $"{Interface.Name[1..].Replace("Grain", "", StringComparison.Ordinal)} {(Key.Length > 33 ? Key[33..39] : Key[..6])}";
}
