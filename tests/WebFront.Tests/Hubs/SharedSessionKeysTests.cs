using MessageCenter.WebFront.Identity;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace MessageCenter.WebFront.Tests.Hubs;

/// <summary>Sessions know no front: what one has signed another reads.</summary>
public sealed class SharedSessionKeysTests(HubFixture front) : IClassFixture<HubFixture>
{
    [Fact]
    public void A_front_reads_what_another_has_protected()
    {
        using var first = NewFront();
        using var second = NewFront();
        var secret = Protector(first).Protect("a session");
        Assert.Equal("a session", Protector(second).Unprotect(secret));
    }

    [Fact]
    public void Keys_outlive_the_fronts_that_made_them()
    {
        string secret;
        using (var gone = NewFront())
        {
            secret = Protector(gone).Protect("a session");
        }
        using var later = NewFront();
        Assert.Equal("a session", Protector(later).Unprotect(secret));
    }

    private static IDataProtector Protector(ServiceProvider services) =>
        services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private ServiceProvider NewFront()
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("MessageCenter");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new SharedSessionKeys(front.Cluster, TimeProvider.System));
        return services.BuildServiceProvider();
    }
}
