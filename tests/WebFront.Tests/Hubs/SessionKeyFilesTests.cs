using System.Runtime.Versioning;
using System.Security.Cryptography;
using MessageCenter.WebFront.Identity;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace MessageCenter.WebFront.Tests.Hubs;

/// <summary>Keys in a folder: they outlive the process, and one that was lost keeps nobody out for long.</summary>
public sealed class SessionKeyFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("messagecenter-keys-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_one_process_has_protected_the_next_one_reads()
    {
        string secret;
        using (var gone = NewProcess())
        {
            secret = Protector(gone).Protect("a session");
        }
        using var later = NewProcess();
        Assert.Equal("a session", Protector(later).Unprotect(secret));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public void A_file_that_is_empty_costs_its_sessions_and_no_later_ones()
    {
        string lost;
        using (var gone = NewProcess())
        {
            lost = Protector(gone).Protect("a session");
        }
        File.WriteAllText(Directory.GetFiles(folder).Single(), "");
        using var later = NewProcess();
        Assert.Equal("another", Protector(later).Unprotect(Protector(later).Protect("another")));
        Assert.Throws<CryptographicException>(() => Protector(later).Unprotect(lost));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Nobody_but_the_owner_reads_a_key()
    {
        using var process = NewProcess();
        Protector(process).Protect("a session");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Directory.GetFiles(folder).Single()));
    }

    private static IDataProtector Protector(ServiceProvider services) =>
        services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private ServiceProvider NewProcess()
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("MessageCenter");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new SessionKeyFiles(folder, NullLogger.Instance));
        return services.BuildServiceProvider();
    }
}
