namespace MessageCenter.Domain.Accounts;

/// <summary>
/// Another system of the account's that operators call with a conversation: it gets the conversation, signed, and its answer stands
/// in the timeline as a note does.
/// </summary>
/// <param name="Name">What operators choose it by; unique in the account, whatever the case.</param>
/// <param name="Url">Where the conversation is posted to; null: it is not set up, and nobody is offered it.</param>
/// <param name="Secret">Signs what is posted; known to both sides and to nobody else.</param>
[GenerateSerializer, Immutable, Alias("Integration")]
public sealed record Integration(string Name, string? Url, string Secret)
{
    /// <summary>
    /// An address that could be called: http or https, no user or password in it. Where it leads is checked when it is called, for
    /// names lead elsewhere tomorrow.
    /// </summary>
    public static bool IsUrl(string? text) =>
        text is { Length: > 0 and <= Limits.UrlLengthMax } && !text.Any(char.IsControl)
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && url.UserInfo.Length == 0 && url.Host.Length > 0;
}
