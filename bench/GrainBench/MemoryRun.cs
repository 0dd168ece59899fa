using MessageCenter.Domain;

namespace MessageCenter.GrainBench;

/// <summary>
/// What the heap grows by for each grain that is awake and idle. A conversation is measured while it waits, with all that
/// its router and its contact keep of it.
/// </summary>
internal static class MemoryRun
{
    public static async Task<object> Run(int grains)
    {
        var operators = Math.Min(grains, Limits.OperatorsMax);
        await using var account = await BenchAccount.Start(operators, groups: 1);
        var empty = Heap();

        await Parallel.ForEachAsync(account.OperatorIds, async (id, _) => await account.Operator(id).ReadCredentials());
        var withOperators = Heap();

        var contacts = new ContactId[grains];
        await Parallel.ForAsync(0, grains, async (number, _) => contacts[number] = await account.CreateContact());
        var withContacts = Heap();

        await Parallel.ForAsync(0, grains, async (number, _) => await account.Begin(contacts[number], new(Guid.NewGuid()), number));
        var withConversations = Heap();
        return new
        {
            grains,
            operators,
            bytesPerOperator = (withOperators - empty) / operators,
            bytesPerContact = (withContacts - withOperators) / grains,
            bytesPerConversation = (withConversations - withContacts) / grains,
        };
    }

    private static long Heap() => GC.GetTotalMemory(forceFullCollection: true);
}
