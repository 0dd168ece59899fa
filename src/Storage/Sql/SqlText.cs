using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MessageCenter.Storage.Sql;

/// <summary>A statement with its parameters. Values only ever travel as parameters.</summary>
internal sealed class SqlText
{
    private readonly List<KeyValuePair<string, object?>> parameters = [];

    internal string Text { get; set; } = "";

    /// <summary>Takes a value, gives the name to write into the text.</summary>
    internal string Add(object? value)
    {
        var name = "@p" + parameters.Count.ToString(CultureInfo.InvariantCulture);
        parameters.Add(new(name, value));
        return name;
    }

    internal void Add(string name, object? value) => parameters.Add(new(name, value));

    [SuppressMessage(
        "Security", "CA2100", Justification = "The text is put together from constants only; SqlText takes values as parameters.")]
    internal DbCommand On(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = Text;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
