using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MessageCenter.Clustering;

/// <summary>
/// Keeps out of every log what must stand in none. At their finest levels parts of the frameworks repeat what passes
/// through them: SignalR and Orleans what people say, the host the query in which a widget's token comes. And SignalR
/// takes a call that was refused for an error, with its whole stack: whoever sends nonsense would fill the log. No setting
/// of the section "Logging" brings these lines back; all others are as verbose as they are set.
/// </summary>
public sealed class LogDiscretion : IPostConfigureOptions<LoggerFilterOptions>
{
    /// <summary>Who says too much, and from which level on they no longer do. What really fails in a hub, our own filter logs.</summary>
    private static readonly (string Category, LogLevel From)[] Talkative =
    [
        ("Microsoft.AspNetCore.SignalR", LogLevel.Information),
        ("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None),
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning),
        ("Orleans", LogLevel.Debug),
    ];

    /// <inheritdoc/>
    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        var rules = options.Rules.ToArray();
        options.Rules.Clear();
        // One rule decides about a line, the most special one. The first stands in where there is no other.
        options.Rules.Add(new(null, null, options.MinLevel, IsDiscreet));
        foreach (var rule in rules)
        {
            options.Rules.Add(new(rule.ProviderName, rule.CategoryName, rule.LogLevel, (provider, category, level) =>
                IsDiscreet(provider, category, level) && (rule.Filter is not { } filter || filter(provider, category, level))));
        }
    }

    private static bool IsDiscreet(string? provider, string? category, LogLevel level)
    {
        foreach (var (talkative, from) in Talkative)
        {
            if (level < from && category is not null && category.StartsWith(talkative, StringComparison.Ordinal))
            {
                return false;
            }
        }
        return true;
    }
}
