using System.Net;
using MessageCenter.Domain.Contacts;

namespace MessageCenter.WebFront.Locations;

/// <summary>Where network addresses are, as well as anybody knows.</summary>
internal interface ILocations
{
    /// <summary>A guess, found now; null: nobody knows. The address is not kept.</summary>
    ContactLocation? Find(IPAddress address);
}
