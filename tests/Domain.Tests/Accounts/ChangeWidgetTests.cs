using MessageCenter.Domain.Accounts;
using static MessageCenter.Domain.Accounts.AccountCommand;
using static MessageCenter.Domain.Accounts.AccountEvent;
using static MessageCenter.Domain.Tests.Accounts.AccountExample;

namespace MessageCenter.Domain.Tests.Accounts;

public sealed class ChangeWidgetTests
{
    [Fact]
    public void A_widget_is_switched_off()
    {
        var off = Shop with { IsEnabled = false };
        GivenDemoShop().When(new ChangeWidget(off)).Then(new WidgetChanged(off));
        Assert.Equal([off], GivenDemoShop(new WidgetChanged(off)).State.Widgets);
    }

    [Fact]
    public void Changes_nothing_when_all_is_so_already() => GivenDemoShop().When(new ChangeWidget(Shop)).ThenNothing();

    [Fact]
    public void Is_refused_for_an_unknown_widget() =>
        GivenDemoShop().When(new ChangeWidget(Shop with { WidgetId = new(Seed.Id(9)) })).ThenRejected(Rejection.WidgetNotFound);

    [Fact, BadInput(90)]
    public void A_widget_has_a_bounded_list_of_origins() =>
        GivenDemoShop().When(new ChangeWidget(Shop with
        {
            AllowedOrigins = [.. Enumerable.Range(0, Limits.AllowedOriginsMax + 1).Select(number => $"https://s{number}.example.com")],
        })).ThenRejected(Rejection.ListIsFull);

    [Theory, BadInput(90)]
    [InlineData("https://shop.example.com", true)]
    [InlineData("http://127.0.0.1:5081", true)]
    [InlineData("http://localhost:8080", true)]
    [InlineData("", false)]
    [InlineData("*", false)]
    [InlineData("null", false)]
    [InlineData("shop.example.com", false)]
    [InlineData("https://*.example.com", false)]
    [InlineData("http://*.com", false)]
    [InlineData("https://shop.example.com/", false)]
    [InlineData("https://shop.example.com/path", false)]
    [InlineData("https://shop.example.com.", false)]
    [InlineData("https://user@shop.example.com", false)]
    [InlineData("https://shop.example.com:443", false)]
    [InlineData("HTTPS://SHOP.EXAMPLE.COM", false)]
    [InlineData("ftp://shop.example.com", false)]
    [InlineData("file:///etc", false)]
    [InlineData("javascript:alert(1)", false)]
    public void Only_exact_origins_may_embed_a_widget(string origin, bool isOrigin)
    {
        var changed = Shop with { AllowedOrigins = [origin] };
        var outcome = GivenDemoShop().When(new ChangeWidget(changed));
        if (isOrigin)
        {
            outcome.Then([.. changed == Shop ? [] : new AccountEvent[] { new WidgetChanged(changed) }]);
        }
        else
        {
            outcome.ThenRejected(Rejection.OriginIsInvalid);
        }
    }

    [Theory, BadInput(89)]
    [InlineData("#35f")]
    [InlineData("red")]
    [InlineData("#33ff5g")]
    [InlineData("#3355ff;x:url(y)")]
    public void Is_refused_for_a_colour_that_is_none(string accent) =>
        GivenDemoShop().When(new ChangeWidget(Shop with { Accent = accent })).ThenRejected(Rejection.ColourIsInvalid);

    [Theory]
    [InlineData("")]
    [InlineData("0000")]
    [InlineData("00000002000040008000000000000001_00000003000040008000000000000001")]
    [InlineData("0000000200004000800000000000000x-00000003000040008000000000000001")]
    [InlineData("00000002000040008000000000000001-000000030000400080000000000000011")]
    public void A_text_that_is_no_widget_key_reads_as_none(string text) => Assert.Null(WidgetKey.Parse(text));

    [Fact]
    public void A_widget_key_reads_as_it_was_written()
    {
        var key = new WidgetKey(new(Seed.Id(2)), new(Seed.Id(3)));
        Assert.Equal(key, WidgetKey.Parse(key.ToString()));
    }
}
