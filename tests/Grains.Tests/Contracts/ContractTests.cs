using MessageCenter.Grains.Interfaces.Feeds;

namespace MessageCenter.Grains.Tests.Contracts;

/// <summary>
/// While a cluster is restarted one process after the other, two versions of this program talk to each other. What one of
/// them has said before may be said in more words, never in others.
/// </summary>
public sealed class ContractTests
{
    [Fact]
    public void What_was_released_is_said_as_before()
    {
        var today = Contract.Lines().ToArray();

        var gone = Snapshot.Promised("contract.txt", today).Except(today);

        Assert.True(!gone.Any(), $"Processes of the version before rely on these:\n{string.Join('\n', gone)}");
    }

    [Fact]
    public async Task Grains_are_found_by_the_names_that_were_released()
    {
        await using var cluster = await GrainCluster.Start();
        var today = Contract.Interfaces.Where(type => type != typeof(IFeedObserver)).Select(type =>
        {
            var reference = (GrainReference)cluster.Grains.GetGrain(type, "key");
            return $"grain {reference.GrainId.Type} as {reference.InterfaceType}, version {reference.InterfaceVersion}";
        }).ToArray();

        Snapshot.Matches("grains.txt", string.Join('\n', today));
    }

    [Fact]
    public void Everything_that_crosses_has_a_name_that_does_not_depend_on_the_code()
    {
        var nameless = Contract.Types.Concat(Contract.Interfaces).Concat<System.Reflection.MemberInfo>(
            Contract.Interfaces.SelectMany(Contract.MethodsOf)).Where(member => Contract.AliasOf(member) is null);
        var twice = Contract.Types.Concat(Contract.Interfaces).GroupBy(Contract.AliasOf).Where(same => same.Count() > 1)
            .Concat(Contract.Interfaces.SelectMany(one => Contract.MethodsOf(one).GroupBy(method => $"{one.Name}.{Contract.AliasOf(method)}")
                .Where(same => same.Count() > 1)).Cast<IGrouping<string?, System.Reflection.MemberInfo>>());

        Assert.Empty(nameless.Select(member => member.Name));
        Assert.Empty(twice.Select(same => same.Key));
    }

    [Fact]
    public void Every_field_of_a_serialized_type_has_a_number()
    {
        var silent = from type in Contract.Types
                     from property in type.GetProperties()
                     where property is { CanWrite: true, DeclaringType: { } declaring } && declaring == type
                     where Contract.FieldsOf(type).All(field => field.Name != property.Name)
                     select $"{type.Name}.{property.Name}";

        Assert.Empty(silent);
    }
}
