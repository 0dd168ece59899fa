using MessageCenter.WebFront.Tests.Rest;

namespace MessageCenter.WebFront.Tests.Hostile;

/// <summary>The account's mail: who reads it, and what it says to the others.</summary>
public sealed class DeliveryEndpointTests(FrontFixture front) : IClassFixture<FrontFixture>
{
    [Fact]
    public async Task Administrators_read_the_accounts_mail_and_agents_do_not()
    {
        await using var scene = await Scene.Set(front);
        var read = await scene.Olivia.Rest!.Get("/api/deliveries");
        var text = await read.Content.ReadAsStringAsync();
        Assert.Contains("boss@shop.example", text, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"waiting\"", text, StringComparison.Ordinal);
        var ofRival = await scene.RivalOperator.Rest!.Get("/api/deliveries");
        Assert.DoesNotContain("boss@shop.example", await ofRival.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var omar = new RestClient(front.Address);
        await omar.SignIn(front.Shop.Omar.Email, Tenant.Password);
        await Refusals.Is(403, "forbidden", await omar.Get("/api/deliveries"), reason: "administratorsOnly");
        await Refusals.Is(
            403, "forbidden", await omar.Send(HttpMethod.Post, $"/api/deliveries/{scene.Shop.Delivery}/tries"), reason: "administratorsOnly");
    }

    [Fact]
    public async Task An_id_that_is_none_is_an_unknown_delivery()
    {
        await using var scene = await Scene.Set(front);
        foreach (var id in new[] { "0", "x", Guid.Empty.ToString(), Guid.NewGuid().ToString() })
        {
            await Refusals.Is(
                404, "not_found", await scene.Olivia.Rest!.Send(HttpMethod.Post, $"/api/deliveries/{id}/tries"), reason: "deliveryNotFound");
        }
    }
}
