using System.Net;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using MessageCenter.WebFront.Tests.Rest;

namespace MessageCenter.WebFront.Tests.Product;

/// <summary>The demo's account: there after the first start, and left alone by all later ones.</summary>
[UnsupportedOSPlatform("windows")]
public sealed partial class DemoAccountTests
{
    [Fact]
    public async Task Is_made_once_with_passwords_that_are_printed_once()
    {
        using var folder = new Folder();
        await using var product = await ProductProcess.Start(new() { Data = folder.Path, DemoPassword = null });
        var file = Path.Combine(folder.Path, "demo-sign-in.txt");
        var written = await File.ReadAllTextAsync(file);
        var passwords = SignIn().Matches(written).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["password"].Value);
        Assert.Equal(["ada", "olivia", "omar"], passwords.Keys.Order());
        Assert.Equal(3, passwords.Values.Distinct().Count());
        Assert.All(passwords.Values, password => Assert.Contains(password, product.Output, StringComparison.Ordinal));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(folder.Path, "keys")) & (UnixFileMode)0b000_111_111);
        var widgetKey = await DemoPages.WidgetKey(product);
        using var olivia = new RestClient(product.Address);
        Assert.Equal(HttpStatusCode.OK, (await olivia.SignIn("olivia@demo.example", passwords["olivia"])).StatusCode);

        await product.Stop();
        await product.Restart();

        Assert.Equal(written, await File.ReadAllTextAsync(file));
        Assert.All(passwords.Values, password => Assert.DoesNotContain(password, product.Output, StringComparison.Ordinal));
        Assert.Contains(file, product.Output, StringComparison.Ordinal);
        Assert.Equal(widgetKey, await DemoPages.WidgetKey(product));
        // The session of before goes on: its keys are in the data folder.
        Assert.Equal(HttpStatusCode.OK, (await olivia.Get("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Is_not_made_on_request_and_the_first_run_page_makes_an_account_once()
    {
        await using var product = await ProductProcess.Start(new() { DemoUrls = null, DemoPassword = null, More = ["--no-demo"] });
        using var owner = new RestClient(product.Address);
        Assert.True((await RestClient.Json(await owner.Get("/api/setup"))).GetProperty("isNeeded").GetBoolean());
        await Refusals.Is(400, "validation", await SetUp(owner, email: "a@b\r\nBcc: x@y.example"));
        await Refusals.Is(400, "validation", await SetUp(owner, password: "short"), "short", "passwordIsInvalid");
        await Refusals.Is(400, "validation", await SetUp(owner, name: ""));
        var made = await SetUp(owner);
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        Assert.Equal("owner", (await RestClient.Json(made)).GetProperty("me").GetProperty("role").GetString());
        Assert.Equal(HttpStatusCode.OK, (await owner.Get("/api/me")).StatusCode);
        Assert.False((await RestClient.Json(await owner.Get("/api/setup"))).GetProperty("isNeeded").GetBoolean());
        using var late = new RestClient(product.Address);
        await Refusals.Is(409, "conflict", await SetUp(late, email: "late@acme.example"), "late", "setupIsDone");
        await Refusals.Is(401, "unauthenticated", await late.SignIn("late@acme.example", "correct-horse-battery"));
        Assert.Equal(HttpStatusCode.OK, (await late.SignIn("grace@acme.example", "correct-horse-battery")).StatusCode);
    }

    private static Task<HttpResponseMessage> SetUp(
        RestClient client, string name = "Grace", string email = "grace@acme.example", string password = "correct-horse-battery") =>
        client.Post("/api/setup", new { accountName = "Acme", name, email, password });

    [GeneratedRegex(@"^(?<name>\w+)@demo\.example\s+(?<password>\S+)\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex SignIn();
}
