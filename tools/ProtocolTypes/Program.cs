namespace MessageCenter.ProtocolTypes;

internal static class Program
{
    public static int Main() => 0;
}
