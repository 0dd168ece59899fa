using System.Net;
using MessageCenter.Clustering.Tls;

namespace MessageCenter.Clustering;

/// <summary>At which addresses a silo may be reached: private ones, and any other only where nobody gets in without a certificate.</summary>
internal static class SiloAddresses
{
    /// <summary>The setting that names a silo's address.</summary>
    public const string Setting = "MessageCenter:Cluster:Address";

    /// <summary>Throws when the address is none of them.</summary>
    public static void Check(IPAddress address, TlsSettings? tls)
    {
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            throw new SettingIsRefusedException(Setting, $"{address} stands for all addresses of a machine, and the others have to know one");
        }
        if (tls is null && !PrivateAddresses.Contain(address))
        {
            throw new SettingIsRefusedException(
                Setting,
                $"{address} is not private, and without certificates silos speak without encryption and without sign-in; set "
                + $"{TlsSettings.CertificateSetting} and {TlsSettings.AuthoritySetting} in all processes, or join machines by a private network");
        }
    }
}
