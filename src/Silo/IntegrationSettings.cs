using System.Globalization;
using MessageCenter.Clustering;
using MessageCenter.Outbound.Integrations;
using Microsoft.Extensions.Configuration;

namespace MessageCenter.Silo;

/// <summary>How integrations are called: the section "MessageCenter:Integrations".</summary>
public static class IntegrationSettings
{
    private const string Section = "MessageCenter:Integrations";

    /// <summary>Reads it.</summary>
    public static CallSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var hosts = section.GetSection("AllowedPrivateHosts").GetChildren().Select(one => one.Value ?? "").ToArray();
        if (hosts.Any(host => host.Length == 0 || host.Any(unit => char.IsWhiteSpace(unit) || unit is '/' or '*')))
        {
            throw new SettingIsRefusedException($"{Section}:AllowedPrivateHosts", "each is a host, or a host and a port, such as crm.local:8080");
        }
        return section["TimeLimitSeconds"] is not { Length: > 0 } text ? new(hosts, TimeSpan.FromSeconds(10))
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 60
                ? new(hosts, TimeSpan.FromSeconds(seconds))
            : throw new SettingIsRefusedException($"{Section}:TimeLimitSeconds", "it is a number from 1 to 60");
    }
}
