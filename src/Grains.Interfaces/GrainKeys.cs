using MessageCenter.Domain;

namespace MessageCenter.Grains.Interfaces;

/// <summary>Grain keys begin with the account, so that no call can leave its tenant by accident.</summary>
public static class GrainKeys
{
    /// <summary>account/thing.</summary>
    public static string Of<TId>(AccountId account, TId id) where TId : struct, IIdentifier<TId> =>
        $"{account.Value:N}/{id.Value:N}";

    /// <summary>account.</summary>
    public static string Of(AccountId account) => account.Value.ToString("N");

    /// <summary>The account of a key.</summary>
    public static AccountId AccountOf(string key) => new(Guid.ParseExact(key.AsSpan(0, 32), "N"));

    /// <summary>The thing of a key.</summary>
    public static TId IdOf<TId>(string key) where TId : struct, IIdentifier<TId> =>
        TId.From(Guid.ParseExact(key.AsSpan(33, 32), "N"));
}
