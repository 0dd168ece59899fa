using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Simulation.Engine;
using MessageCenter.Simulation.Runs;

namespace MessageCenter.Simulation.People;

/// <summary>Changes slots, groups and languages of operators while everything runs.</summary>
internal sealed class Boss(Stage stage, Company company)
{
    public void Begin() => stage.World.Ready(new(stage.World, new(stage.World, $"{company.Name} boss")), _ => Live(), null);

    private IAccountGrain Account => stage.Cluster.Client.GetGrain<IAccountGrain>(GrainKeys.Of(company.Account));

    private async void Live()
    {
        var installation = stage.Cluster.Client.GetGrain<IInstallationGrain>(IInstallationGrain.Key);
        await stage.Insist(() => installation.RegisterAccount(company.Account, [], false));
        while (!stage.IsEnding)
        {
            await stage.World.Delay(stage.World.Rng.Pause(TimeSpan.FromSeconds(15)));
            if (!stage.IsEnding && stage.World.Faults.Strikes(Fault.SettingsChanged, 1))
            {
                await Change();
            }
        }
    }

    private async Task Change()
    {
        var rng = stage.World.Rng;
        var before = rng.Pick(stage.AccountOf(company.Account).Operators);
        var after = rng.Below(3) switch
        {
            0 => before with { Groups = [rng.Pick(company.Groups)] },
            1 => before with { Languages = rng.Chance(0.5) ? ["en"] : ["en", "de"] },
            _ => before with { SlotsMax = rng.Between(1, 5) },
        };
        stage.Trace($"{before.Name} gets {after.SlotsMax} slots");
        stage.Checks.Wanted(null);
        await stage.Insist(() => Account.ChangeOperator(after));
    }
}
