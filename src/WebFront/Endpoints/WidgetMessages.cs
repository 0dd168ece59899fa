using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;

namespace MessageCenter.WebFront.Endpoints;

/// <summary>POST /widget/session: a token of before, or null for a new contact.</summary>
internal sealed record OpenWidgetSession(string WidgetKey, string? Token, string Locale);

/// <summary>Who the visitor is from now on.</summary>
internal sealed record WidgetSession(string Token, ContactId ContactId, SessionWidget Widget);

/// <summary>A widget as its frame sees it.</summary>
internal sealed record SessionWidget(
    WidgetId WidgetId,
    string WidgetKey,
    string Name,
    OperatorGroupId GroupId,
    string AccountName,
    string Accent,
    string Position,
    EquatableArray<WidgetText> Texts,
    EquatableArray<string> AllowedOrigins)
{
    public static SessionWidget From(WidgetKey key, Widget widget, string accountName) => new(
        widget.WidgetId,
        key.ToString(),
        widget.Name,
        widget.GroupId,
        accountName,
        widget.Accent,
        widget.IsOnTheLeft ? "left" : "right",
        widget.Texts,
        widget.AllowedOrigins);
}
