namespace MessageCenter.Storage.Tests.Azure;

/// <summary>The system's time, some way ahead: what others left behind is old to whoever has it.</summary>
internal sealed class ShiftedTime(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
