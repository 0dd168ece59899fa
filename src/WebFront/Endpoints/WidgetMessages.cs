using MessageCenter.Domain;
using MessageCenter.WebFront.Hubs.Messages;

namespace MessageCenter.WebFront.Endpoints;

/// <summary>POST /widget/session: a token of before, or null for a new contact.</summary>
internal sealed record OpenWidgetSession(string WidgetKey, string? Token, string Locale);

/// <summary>Who the visitor is from now on.</summary>
internal sealed record WidgetSession(string Token, ContactId ContactId, WidgetView Widget);
