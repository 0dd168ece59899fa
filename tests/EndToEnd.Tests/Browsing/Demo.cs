namespace MessageCenter.EndToEnd.Tests.Browsing;

/// <summary>The people of the demo account.</summary>
internal static class Demo
{
    public const string Olivia = "olivia@demo.example";
    public const string Omar = "omar@demo.example";
}
