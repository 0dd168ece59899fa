using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Translations;
using Orleans.Concurrency;

namespace MessageCenter.Grains.Translations;

/// <summary>The door to the silo's translator; reentrant, because it holds nothing and waits for an engine most of the time.</summary>
[StatelessWorker, Reentrant]
internal sealed class TranslatorGrain(Translator translator) : Grain, ITranslatorGrain
{
    /// <inheritdoc/>
    public Task<Translation> Translate(string text, string from, string to) =>
        translator.Translate(GrainKeys.AccountOf(this.GetPrimaryKeyString()), text, from, to);

    /// <inheritdoc/>
    public Task<TargetLanguages> ReadTargets(string from) => translator.ReadTargets(from);
}
