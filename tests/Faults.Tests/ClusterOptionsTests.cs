using MessageCenter.Cluster;
using MessageCenter.Silo;

namespace MessageCenter.Faults.Tests;

public sealed class ClusterOptionsTests
{
    [Fact]
    public void Without_options_it_is_three_silos_and_two_fronts_on_a_PostgreSQL_of_its_own() =>
        Assert.Equal((3, 2, "postgres", "postgres", null), Read(ClusterOptions.Parse([])));

    [Fact]
    public void Reads_both_ways_of_giving_a_value() => Assert.Equal(
        (2, 4, "azure", "postgres", "Host=db"),
        Read(ClusterOptions.Parse(["--silos", "2", "--fronts=4", "--store=azurite", "--clustering", "postgres", "--postgres=Host=db"])));

    [Theory]
    [InlineData("azure", "azure", "--store=azurite")]
    [InlineData("postgres", "azure", "--clustering=azurite")]
    [InlineData("azure", "postgres", "--clustering=postgres", "--store=azurite")]
    public void The_silos_find_each_other_where_the_store_is_unless_told_otherwise(string store, string clustering, params string[] args)
    {
        var options = ClusterOptions.Parse(args);
        Assert.Equal((store, clustering), (options.Store, options.Clustering));
        Assert.Equal(store == "postgres" || clustering == "postgres", options.NeedsPostgres);
        Assert.Equal(store == "azure" || clustering == "azure", options.NeedsAzurite);
    }

    [Theory]
    [InlineData("The option --silo is not known; --help lists the options.", "--silo", "3")]
    [InlineData("The option fronts is not known; --help lists the options.", "fronts")]
    [InlineData("The option --silos needs a value.", "--silos")]
    [InlineData("The option --silos needs a number from 1 to 16.", "--silos", "0")]
    [InlineData("The option --fronts needs a number from 1 to 16.", "--fronts", "many")]
    [InlineData("The option --store needs postgres or azurite.", "--store", "sqlite")]
    [InlineData("The option --clustering needs postgres or azurite.", "--clustering", "azure")]
    [InlineData("The option --postgres names a database in which nothing would lie.", "--store", "azurite", "--postgres", "Host=db")]
    [InlineData("The option --urls needs an address such as http://127.0.0.1:5080.", "--urls", "5080")]
    public void Refuses_with_a_line(string line, params string[] args) =>
        Assert.Equal(line, Assert.Throws<StartRefusedException>(() => ClusterOptions.Parse(args)).Message);

    private static (int, int, string, string, string?) Read(ClusterOptions options) =>
        (options.Silos, options.Fronts, options.Store, options.Clustering, options.Postgres);
}
