using MessageCenter.Silo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

// One silo of a cluster: grains and store, no socket of a browser.
try
{
    var builder = Host.CreateApplicationBuilder(args);
    using var data = DataFolder.Open(builder.Configuration["MessageCenter:Data"] ?? "data");
    builder.AddSilo(new SiloSettings(data)
    {
        SiloPort = builder.Configuration.GetValue("MessageCenter:SiloPort", 11111),
        GatewayPort = builder.Configuration.GetValue("MessageCenter:GatewayPort", 30000),
    });
    using var host = builder.Build();
    await host.RunAsync();
    return 0;
}
catch (Exception problem) when (StartRefusal.Of(problem) is { } line)
{
    await Console.Error.WriteLineAsync(line);
    return 1;
}
