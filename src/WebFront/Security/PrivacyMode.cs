using MessageCenter.Domain.Accounts;
using AccountView = MessageCenter.Grains.Interfaces.Accounts.AccountView;

namespace MessageCenter.WebFront.Security;

/// <summary>
/// What a widget in privacy mode lets in. Whatever is to be gathered about a visitor beside what she writes herself asks
/// here, where it enters: what is not let in reaches no grain, no store and no log.
/// Addresses, user agents and referrers are read for limits of rate, for origins and, outside privacy mode, for a guess of the place,
/// and kept by nobody.
/// </summary>
internal static class PrivacyMode
{
    /// <summary>Operators see what she is typing.</summary>
    public static bool HasLivePreview(AccountView account, Widget widget) => account.Privacy.HasLivePreview && !widget.IsPrivate;

    /// <summary>Her visits are counted.</summary>
    public static bool CountsVisits(Widget widget) => !widget.IsPrivate;

    /// <summary>What is written here may be sent to a translation engine.</summary>
    public static bool MayTranslate(AccountView account, Widget widget) => !widget.IsPrivate || account.Privacy.AllowsTranslation;

    /// <summary>Where she is may be known, from her address or from her browser.</summary>
    public static bool TakesLocation(Widget widget) => !widget.IsPrivate;

    /// <summary>The pages that she looks at are kept.</summary>
    public static bool TakesPages(Widget widget) => !widget.IsPrivate;

    /// <summary>What the page says about her is taken.</summary>
    public static bool TakesPageData(AccountView account, Widget widget) => !widget.IsPrivate || !account.Privacy.LimitsPageData;
}
