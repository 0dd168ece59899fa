namespace MessageCenter.Outbound.Integrations;

/// <summary>A name leads to an address that is not called.</summary>
internal sealed class AddressIsNotAllowedException() : IOException("The address is not allowed.");
