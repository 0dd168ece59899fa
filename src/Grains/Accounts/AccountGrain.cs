using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Contacts;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Operators;
using MessageCenter.Grains.Runtime;
using MessageCenter.Grains.Stores;
using Microsoft.Extensions.Logging;

namespace MessageCenter.Grains.Accounts;

/// <summary>The shell of one account: its document. It waits for the store alone, so that every grain may wait for it.</summary>
internal sealed class AccountGrain : RepairingGrain, IAccountGrain
{
    private const int NumbersReserved = 100;

    private readonly GrainTimings timings;
    private readonly TimeProvider clock;
    private readonly ILogger<AccountGrain> log;
    private readonly AccountId account;
    private readonly GrainDocument<AccountState> document;
    private readonly GrainDocument<NumberBlock> numbers;
    private AccountState state = AccountState.Nothing;
    private AccountView? view;
    private Dictionary<OperatorId, AccountOperator> operators = [];
    private TimeSpan readAt;
    private long nextNumber;
    private long reservedUpTo;

    public AccountGrain(IDocumentStore documents, GrainTimings timings, TimeProvider clock, ILogger<AccountGrain> log)
        : base(log)
    {
        (this.timings, this.clock, this.log) = (timings, clock, log);
        account = new(Guid.ParseExact(this.GetPrimaryKeyString(), "N"));
        document = new(documents, DocumentKinds.Account, this.GetPrimaryKeyString(), DocumentJson.Default.AccountState);
        numbers = new(documents, DocumentKinds.ContactNumbers, this.GetPrimaryKeyString(), DocumentJson.Default.NumberBlock);
    }

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await ReadDocument(cancellationToken);
        reservedUpTo = (await numbers.Read(cancellationToken))?.GivenUpTo ?? 0;
        nextNumber = reservedUpTo + 1;
    }

    /// <inheritdoc/>
    public Task<Answer> SetUpAccount(AccountSetup setup) => Run(new AccountCommand.SetUpAccount(
        setup.Name,
        setup.Operators.Items,
        setup.Groups.Items,
        setup.Widgets.Items,
        setup.Topics.Items,
        setup.Macros.Items));

    /// <inheritdoc/>
    public async Task<AccountView?> ReadAccount()
    {
        await ReadAgain();
        return view;
    }

    /// <inheritdoc/>
    public async Task<AccountOperator?> ReadOperator(OperatorId id)
    {
        await ReadAgain();
        return operators.GetValueOrDefault(id);
    }

    /// <inheritdoc/>
    public async Task<int> ReadIdleMinutes()
    {
        await ReadAgain();
        return state.IdleMinutes;
    }

    /// <inheritdoc/>
    public async Task<Widget?> ReadWidget(WidgetId widget)
    {
        await ReadAgain();
        return state.Widgets.FirstOrDefault(one => one.WidgetId == widget && one.IsEnabled);
    }

    /// <inheritdoc/>
    public async Task<Answer> ChangeOperator(AccountOperator changed)
    {
        var answer = await Run(new AccountCommand.ChangeOperator(changed));
        if (answer.Rejection is null)
        {
            var operatorGrain = GrainFactory.GetGrain<IOperatorGrain>(GrainKeys.Of(account, changed.OperatorId));
            TellInOrder(changed.OperatorId.ToString(), () => operatorGrain.ProfileChanged(changed), "An operator's profile");
        }
        return answer;
    }

    /// <inheritdoc/>
    public Task<Answer> ChangeWidget(Widget changed) => Run(new AccountCommand.ChangeWidget(changed));

    /// <inheritdoc/>
    public Task<Answer> ChangePrivacy(AccountPrivacy privacy, EquatableArray<WidgetId> privateWidgets) =>
        Run(new AccountCommand.ChangePrivacy(privacy, privateWidgets));

    /// <inheritdoc/>
    public Task<Answer> ChangeCustomFields(EquatableArray<CustomField> fields) => Run(new AccountCommand.ChangeCustomFields(fields));

    /// <inheritdoc/>
    public Task<Answer> ChangeIntegration(Integration changed) => Run(new AccountCommand.ChangeIntegration(changed));

    /// <inheritdoc/>
    public async Task<Integration?> ReadIntegration(string name)
    {
        await ReadAgain();
        return state.Integrations.FirstOrDefault(one => one.Url is not null && AccountDecider.IsNamed(one, name));
    }

    /// <inheritdoc/>
    public async Task<long> NextContactNumber()
    {
        if (nextNumber > reservedUpTo)
        {
            await numbers.Write(new(nextNumber + NumbersReserved - 1), CancellationToken.None);
            reservedUpTo = nextNumber + NumbersReserved - 1;
        }
        return nextNumber++;
    }

    private async Task ReadDocument(CancellationToken cancel)
    {
        Hold(await document.Read(cancel) ?? AccountState.Nothing);
        readAt = clock.Steady();
    }

    /// <summary>Another activation may have written: what is told is never old for long. Without the store it stays as it was.</summary>
    private async Task ReadAgain()
    {
        if (clock.Steady() - readAt < timings.ReconcileEvery)
        {
            return;
        }
        try
        {
            await ReadDocument(CancellationToken.None);
        }
        catch (StoreUnavailableException problem)
        {
            Runtime.Log.StoreFailed(log, problem, this.GetPrimaryKeyString());
        }
    }

    private async Task<Answer> Run(AccountCommand command)
    {
        switch (AccountDecider.Decide(state, command))
        {
            case Decision<AccountEvent>.Rejected rejected:
                return Answer.Rejected(rejected.Rejection);
            case Decision<AccountEvent>.Accepted { Events: { IsEmpty: false } events }:
                return await Persist(events.Aggregate(state, AccountDecider.Apply));
            default:
                return Answer.Done;
        }
    }

    private async Task<Answer> Persist(AccountState next)
    {
        try
        {
            await document.Write(next, CancellationToken.None);
        }
        catch (StoreUnavailableException problem)
        {
            Runtime.Log.StoreFailed(log, problem, this.GetPrimaryKeyString());
            DeactivateOnIdle();
            return Answer.Rejected(Rejection.StoreIsUnavailable);
        }
        Hold(next);
        return Answer.Done;
    }

    private void Hold(AccountState next)
    {
        state = next;
        view = View();
        operators = state.Operators.ToDictionary(one => one.OperatorId);
    }

    private AccountView? View() => state.Name is not { } name ? null : new(
        account,
        name,
        new(state.Operators),
        new(state.Groups),
        new(state.Widgets),
        new(state.Topics),
        new(state.Macros),
        state.Integrations.Where(one => one.Url is not null).Select(one => one.Name).ToEquatableArray(),
        state.IdleMinutes,
        state.Privacy,
        state.CustomFields);
}
