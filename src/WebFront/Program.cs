using MessageCenter.Clustering;
using MessageCenter.WebFront;
using MessageCenter.WebFront.Feeds;

// One web front of a cluster: sockets and pages; the grains are elsewhere.
try
{
    var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.Logging.LogQuietly();
    builder.WebHost.UseKestrelHttpsConfiguration();
    if (string.IsNullOrEmpty(builder.Configuration["urls"]))
    {
        builder.WebHost.UseUrls("http://127.0.0.1:5080");
    }
    // Browsers come back to another front: none is waited for longer than whoever stops us waits.
    builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(4));
    var cluster = ClusterSettings.Read(builder.Configuration);
    builder.UseOrleansClient(client =>
    {
        client.UseClustering(cluster);
        client.AddGatewayCountChangedHandler(services => (_, _) => services.GetRequiredService<FrontFeeds>().DoubtAll());
    });
    builder.AddWebFront(WebFrontSettings.Read(builder.Configuration));
    await using var app = builder.Build();
    app.UseWebFront();
    await app.RunAsync();
    return 0;
}
catch (Exception refused) when (refused is SettingIsRefusedException or ClusterIsNotReachedException)
{
    await Console.Error.WriteLineAsync(refused.Message.ReplaceLineEndings(" "));
    return 1;
}
