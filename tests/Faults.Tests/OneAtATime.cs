namespace MessageCenter.Faults.Tests;

/// <summary>Runs that each want the machine for themselves: what is late in them is late because of the fault.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneAtATime
{
    public const string Name = "One at a time";
}
