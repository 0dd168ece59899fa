using System.Text;
using MessageCenter.Domain;

namespace MessageCenter.Storage.Sql;

/// <summary>Topics in one column: each id between bars, so that one id is found by its text alone.</summary>
internal static class Topics
{
    internal static string Text(EquatableArray<TopicId> topics)
    {
        if (topics.Count == 0)
        {
            return "";
        }
        var text = new StringBuilder("|");
        foreach (var topic in topics.Items)
        {
            text.Append(topic.Value.ToString("N")).Append('|');
        }
        return text.ToString();
    }

    internal static string Part(TopicId topic) => $"|{topic.Value:N}|";
}
