using MessageCenter.Domain.Accounts;
using static MessageCenter.Domain.Accounts.AccountCommand;
using static MessageCenter.Domain.Accounts.AccountEvent;
using static MessageCenter.Domain.Tests.Accounts.AccountExample;

namespace MessageCenter.Domain.Tests.Accounts;

public sealed class ChangePrivacyTests
{
    private static readonly AccountPrivacy Strict = new(HasLivePreview: false, LimitsPageData: true);

    [Fact]
    public void An_account_begins_with_live_preview_and_without_privacy_mode()
    {
        var state = GivenDemoShop().State;
        Assert.Equal(new AccountPrivacy(HasLivePreview: true, LimitsPageData: false), state.Privacy);
        Assert.DoesNotContain(state.Widgets, widget => widget.IsPrivate);
    }

    [Fact]
    public void The_named_widgets_are_in_privacy_mode_and_no_others()
    {
        GivenDemoShop().When(new ChangePrivacy(Strict, [Shop.WidgetId])).Then(new PrivacyChanged(Strict, [Shop.WidgetId]));
        var state = GivenDemoShop(new PrivacyChanged(Strict, [Shop.WidgetId])).State;
        Assert.Equal(Strict, state.Privacy);
        Assert.All(state.Widgets, widget => Assert.True(widget.IsPrivate));
        Assert.DoesNotContain(
            GivenDemoShop(new PrivacyChanged(Strict, [Shop.WidgetId]), new PrivacyChanged(Strict, [])).State.Widgets,
            widget => widget.IsPrivate);
    }

    [Fact]
    public void Is_refused_for_an_unknown_widget() =>
        GivenDemoShop().When(new ChangePrivacy(Strict, [new(Seed.Id(9))])).ThenRejected(Rejection.WidgetNotFound);
}
