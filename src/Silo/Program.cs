using System.Globalization;
using MessageCenter.Clustering;
using MessageCenter.Grains.Runtime;
using MessageCenter.Silo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// One silo of a cluster: grains and store, no socket of a browser.
DataFolder? data = null;
try
{
    var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.Logging.LogQuietly();
    var configuration = builder.Configuration;
    if (string.IsNullOrEmpty(configuration["urls"]))
    {
        builder.WebHost.UseUrls("http://127.0.0.1:5090");
    }
    var settings = new SiloSettings(StoreSettings.Read(configuration), ClusterSettings.Read(configuration))
    {
        PresenceGrace = PresenceGrace(configuration),
        Mail = MailSettings.Read(configuration),
        Integrations = IntegrationSettings.Read(configuration),
        Translation = TranslationSettings.Read(configuration),
        HasDashboard = configuration.GetValue("MessageCenter:Dashboard", false),
    };
    // Grains are handed over one by one; what is not by then is read again elsewhere.
    builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(15));
    builder.AddSilo(settings, () => data = DataFolder.Open(configuration["MessageCenter:Data"] ?? "data"));
    builder.AddManagement();
    await using var app = builder.Build();
    app.MapManagement(settings.HasDashboard);
    await app.RunAsync();
    return Environment.ExitCode;
}
catch (Exception problem) when (StartRefusal.Of(problem) is { } line)
{
    await Console.Error.WriteLineAsync(line);
    return 1;
}
finally
{
    data?.Dispose();
}

static TimeSpan PresenceGrace(ConfigurationManager configuration)
{
    const string Name = "MessageCenter:PresenceGraceSeconds";
    return configuration[Name] is not { Length: > 0 } text ? new GrainTimings().PresenceGrace
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 3_600 ? TimeSpan.FromSeconds(seconds)
        : throw new SettingIsRefusedException(Name, "it is a number of seconds from 1 to 3600");
}
