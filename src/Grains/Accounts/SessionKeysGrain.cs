using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Grains.Accounts;

/// <summary>The keys that sign and encrypt sessions, in one document: every web front reads them here.</summary>
internal sealed class SessionKeysGrain(IDocumentStore documents) : Grain, ISessionKeysGrain
{
    private readonly GrainDocument<SessionKeysDocument> document =
        new(documents, DocumentKinds.SessionKeys, ISessionKeysGrain.Key, DocumentJson.Default.SessionKeysDocument);

    private SessionKeysDocument state = new([]);

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        state = await document.Read(cancellationToken) ?? state;

    /// <inheritdoc/>
    public Task<EquatableArray<SessionKey>> ReadKeys() => Task.FromResult(new EquatableArray<SessionKey>(state.Keys));

    /// <inheritdoc/>
    public async Task<Answer> AddKey(SessionKey key)
    {
        if (state.Keys.Any(known => known.Name == key.Name))
        {
            return Answer.Done;
        }
        if (state.Keys.Length >= Limits.SessionKeysMax)
        {
            return Answer.Rejected(Rejection.ListIsFull);
        }
        var next = new SessionKeysDocument(state.Keys.Add(key));
        try
        {
            await document.Write(next, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            DeactivateOnIdle();
            return Answer.Rejected(Rejection.StoreIsUnavailable);
        }
        state = next;
        return Answer.Done;
    }
}
