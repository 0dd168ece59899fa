using MessageCenter.WebFront;

// One web front of a cluster: sockets and pages; the grains are elsewhere.
var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
var settings = builder.Configuration.GetSection("MessageCenter");
builder.UseOrleansClient(client => client.UseLocalhostClustering(settings.GetValue("GatewayPort", 30000)));
builder.AddWebFront(new WebFrontSettings
{
    KeysFolder = Path.GetFullPath(settings["Keys"] ?? "keys"),
    AllowedHosts = [.. settings.GetSection("AllowedHosts").Get<string[]>() ?? []],
});
await using var app = builder.Build();
app.UseWebFront();
await app.RunAsync();
