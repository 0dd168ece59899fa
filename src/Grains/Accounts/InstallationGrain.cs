using System.Text.Json;
using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Grains.Accounts;

/// <summary>Which accounts exist, and who signs in with which e-mail address: each name a document of its own, unique by its key.</summary>
internal sealed class InstallationGrain(IDocumentStore documents) : Grain, IInstallationGrain
{
    private readonly GrainDocument<InstallationDocument> document =
        new(documents, DocumentKinds.Installation, IInstallationGrain.Key, DocumentJson.Default.InstallationDocument);

    private InstallationDocument state = new([]);

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        state = await document.Read(cancellationToken) ?? state;

    /// <inheritdoc/>
    public Task<bool> IsEmpty() => Task.FromResult(state.Accounts.IsEmpty);

    /// <inheritdoc/>
    public Task<EquatableArray<AccountId>> ReadAccounts() => Task.FromResult(new EquatableArray<AccountId>(state.Accounts));

    /// <inheritdoc/>
    public async Task<Answer> RegisterAccount(AccountId account, EquatableArray<SignInName> names, bool onlyIfEmpty)
    {
        if (onlyIfEmpty && state.Accounts.Any(existing => existing != account))
        {
            return Answer.Rejected(Rejection.SetupIsDone);
        }
        try
        {
            foreach (var name in names)
            {
                if (!await Claim(name))
                {
                    return Answer.Rejected(Rejection.EmailIsTaken);
                }
            }
            if (!state.Accounts.Contains(account))
            {
                var next = new InstallationDocument(state.Accounts.Add(account));
                await document.Write(next, CancellationToken.None);
                state = next;
            }
            return Answer.Done;
        }
        catch (StoreUnavailableException)
        {
            DeactivateOnIdle();
            return Answer.Rejected(Rejection.StoreIsUnavailable);
        }
    }

    /// <inheritdoc/>
    public async Task<SignInName?> FindSignInName(string normalizedEmail) =>
        await documents.Read(DocumentKinds.SignInName, normalizedEmail, CancellationToken.None) is { } stored
            ? JsonSerializer.Deserialize(stored.Json, DocumentJson.Default.SignInName)
            : null;

    private async Task<bool> Claim(SignInName name)
    {
        var json = JsonSerializer.Serialize(name, DocumentJson.Default.SignInName);
        return await documents.Write(DocumentKinds.SignInName, name.NormalizedEmail, 0, json, CancellationToken.None) is not null
            || await FindSignInName(name.NormalizedEmail) == name;
    }
}
