using System.Globalization;
using System.Text;
using MessageCenter.ClusterProcesses;

namespace MessageCenter.Cluster;

/// <summary>What runs where, for people.</summary>
internal static class ClusterBoard
{
    /// <summary>A line for each process.</summary>
    public static string Show(ClusterStore store, RunningCluster processes, EntryAddress entry)
    {
        BoardRow[] rows =
        [
            new("", "process", "address", "log"),
            .. store.Told,
            .. processes.Silos.Select(silo => new BoardRow(
                silo.Child, $"{silo.Address.Authority} (health, metrics), silos :{silo.SiloPort}, fronts :{silo.GatewayPort}", silo.LogFile)),
            .. processes.Fronts.Select(front => new BoardRow(front.Child, front.Address.Authority, front.LogFile)),
            new("entry", BoardRow.Text(Environment.ProcessId), $"{entry.Address.Authority} (the fronts in turn)", "here"),
        ];
        var text = new StringBuilder().AppendLine();
        foreach (var row in rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {row.Name,-10}{row.Process,-9}{row.Where,-68}{row.Log}");
        }
        return text.ToString();
    }
}

/// <summary>One process.</summary>
internal sealed record BoardRow(string Name, string Process, string Where, string Log)
{
    public BoardRow(ChildProcess child, string where, string log)
        : this(child.Name, Text(child.ProcessId), where, log)
    {
    }

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
