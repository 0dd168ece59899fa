using System.Text;

namespace MessageCenter.MessageCenter;

/// <summary>What is printed when the product listens: where to go, and how to sign in.</summary>
internal static class DemoGreeting
{
    /// <summary>For an installation of one's own.</summary>
    public static string WithoutDemo(Uri address) => Lines(Head(address));

    /// <summary>With the shop; passwords stand here only on the start that chose them.</summary>
    public static string WithDemo(Uri address, DemoShop shop, DemoSignIn signIn)
    {
        if (shop.WidgetKey is null)
        {
            return WithoutDemo(address);
        }
        string[] lines =
        [
            .. Head(address),
            $"  Demo shop    {new Uri(address, "/demo/")}",
            $"  Demo shop    {shop.Address}  (an origin of its own, as a customer's site has)",
            "",
        ];
        return Lines([.. lines, .. SignIn(signIn)]);
    }

    private static string[] Head(Uri address) =>
        ["", "Message Center is running. Ctrl+C stops it.", "", $"  Dashboard    {new Uri(address, "/app/")}"];

    private static IEnumerable<string> SignIn(DemoSignIn signIn) => signIn.Chosen.Count == 0
        ? [$"Sign in as olivia@demo.example; the passwords were chosen at the first start and are in {signIn.Path}"]
        : signIn.Chosen.Select(one => $"  {one.Key,-22}{one.Value}")
            .Prepend("Sign in with e-mail and password:")
            .Append($"The passwords are shown this once; they are kept in {signIn.Path}");

    private static string Lines(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.AppendLine(line);
        }
        return text.AppendLine().ToString();
    }
}
