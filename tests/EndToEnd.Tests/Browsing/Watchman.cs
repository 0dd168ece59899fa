using System.Collections.Concurrent;

namespace MessageCenter.EndToEnd.Tests.Browsing;

/// <summary>
/// Sees in every page and frame of a browser context whether anything ran that should be text: a script that set
/// window.__xss, something that the policy had to stop, a dialog, a page that opened, a request to somebody else.
/// </summary>
internal sealed class Watchman
{
    private readonly ConcurrentQueue<string> seen = [];

    /// <summary>What happened and should not have.</summary>
    public IReadOnlyCollection<string> Seen => seen;

    /// <summary>Looks on from before the first page opens. <paramref name="ours"/>: origins that may be asked for something.</summary>
    public static async Task<Watchman> Over(IBrowserContext context, params Uri[] ours)
    {
        var watchman = new Watchman();
        var origins = ours.Select(one => one.GetLeftPart(UriPartial.Authority)).ToHashSet(StringComparer.Ordinal);
        await context.ExposeFunctionAsync("__seen", (string what) => watchman.seen.Enqueue(what));
        await context.AddInitScriptAsync(
            """
            {
              const tell = window.__seen;
              Object.defineProperty(window, "__xss", { set(value) { tell(`script ran in ${location.href}: ${value}`); } });
              document.addEventListener("securitypolicyviolation", event =>
                tell(`policy of ${location.href}: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
            }
            """);
        context.Dialog += (_, dialog) =>
        {
            watchman.seen.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        context.Request += (_, request) =>
        {
            if (request.Url.StartsWith("http", StringComparison.Ordinal) && !origins.Contains(new Uri(request.Url).GetLeftPart(UriPartial.Authority)))
            {
                watchman.seen.Enqueue($"request: {request.Url}");
            }
        };
        context.WebError += (_, error) => watchman.seen.Enqueue($"error: {error.Error}");
        return watchman;
    }

    /// <summary>Elements and attributes that no text may become, in all frames of a page.</summary>
    public static async Task<IReadOnlyList<string>> Active(IPage page)
    {
        var found = new List<string>();
        foreach (var frame in page.Frames)
        {
            found.AddRange(await frame.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll("*")].filter(one =>
                    [...one.attributes].some(has => /^on/i.test(has.name) || /^\s*(javascript|data:text|vbscript):/i.test(has.value))
                    || one.matches("base, object, embed, iframe[srcdoc], marquee, math, form[action], meta[http-equiv=refresh]")
                    || (one.matches("script, style") && /__xss|\*\{display:none!important\}/.test(one.textContent)))
                  .map(one => one.outerHTML.slice(0, 200))
                """));
        }
        return found;
    }
}
