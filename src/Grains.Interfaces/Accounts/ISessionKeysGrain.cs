using MessageCenter.Domain;

namespace MessageCenter.Grains.Interfaces.Accounts;

/// <summary>A key that signs and encrypts sessions, as the web fronts' data protection writes it down.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Xml">The key with its dates.</param>
[GenerateSerializer, Immutable, Alias("SessionKey")]
public sealed record SessionKey(string Name, string Xml)
{
    /// <summary>Nothing of the key, so that it comes into no log.</summary>
    public override string ToString() => Name;
}

/// <summary>
/// The keys of all web fronts of this installation (key <see cref="Key"/>): a session that began at one front is known to
/// every other. Keys are only added, each a few months after the last.
/// </summary>
[Alias("ISessionKeysGrain")]
public interface ISessionKeysGrain : IGrainWithStringKey
{
    /// <summary>The one key of this grain.</summary>
    const string Key = "session-keys";

    /// <summary>All keys.</summary>
    [Alias("ReadKeys")]
    Task<EquatableArray<SessionKey>> ReadKeys();

    /// <summary>Keeps one more; one that is there already changes nothing.</summary>
    [Alias("AddKey")]
    Task<Answer> AddKey(SessionKey key);
}
