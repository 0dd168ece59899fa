using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Reads planted.txt and writes the sources with the bugs as switches. Runs inside the build, so it is one file without
/// the project's own words. A bug is a name, a sentence, a file, what stands there, and what shall stand there instead.
/// </summary>
public sealed class PlantBugs : Task
{
    public string List { get; set; }

    public string Root { get; set; }

    public string Folder { get; set; }

    public ITaskItem[] Sources { get; set; }

    [Output]
    public ITaskItem[] Compiled { get; set; }

    private sealed class Bug
    {
        public int Number;
        public string Name;
        public string Sentence;
        public string File;
        public bool IsStatement;
        public string Original;
        public string Planted;
    }

    public override bool Execute()
    {
        var bugs = Read();
        Directory.CreateDirectory(Folder);
        var byFile = bugs.Where(bug => bug.File.Length > 0).GroupBy(bug => Full(bug.File)).ToDictionary(group => group.Key);
        var compiled = new List<ITaskItem>();
        foreach (var source in Sources)
        {
            var path = Full(source.ItemSpec);
            if (!byFile.TryGetValue(path, out var here))
            {
                compiled.Add(new TaskItem(path));
                continue;
            }
            byFile.Remove(path);
            var target = Path.Combine(Folder, path.Substring(Full(Root).Length).Trim('/', '\\').Replace('/', '.').Replace('\\', '.').Replace(".cs", ".g.cs"));
            Write(target, "#nullable enable\n" + Patched(File.ReadAllText(path), here, path));
            compiled.Add(new TaskItem(Path.GetFullPath(target)));
        }
        foreach (var unknown in byFile.Keys)
        {
            Log.LogError("planted.txt names a file that is not compiled: " + unknown);
        }
        var names = Path.Combine(Folder, "PlantedBugs.g.cs");
        Write(names, Names(bugs));
        compiled.Add(new TaskItem(Path.GetFullPath(names)));
        Compiled = compiled.ToArray();
        return !Log.HasLoggedErrors;
    }

    private string Full(string path) => Path.GetFullPath(Path.IsPathRooted(path) || path.StartsWith("..") ? path : Path.Combine(Root, path));

    private List<Bug> Read()
    {
        var bugs = new List<Bug>();
        Bug bug = null;
        foreach (var line in File.ReadAllLines(List))
        {
            if (line.StartsWith("== "))
            {
                bug = new Bug { Number = bugs.Count + 1, Name = line.Substring(3).Trim(), Sentence = "", File = "", Original = "", Planted = "" };
                bugs.Add(bug);
            }
            else if (bug == null || line.Trim().Length == 0)
            {
                continue;
            }
            else if (line.StartsWith("@ ") || line.StartsWith("@; "))
            {
                bug.IsStatement = line[1] == ';';
                bug.File = line.Substring(line.IndexOf(' ')).Trim();
            }
            else if (line.StartsWith("- "))
            {
                bug.Original += (bug.Original.Length > 0 ? "\n" : "") + line.Substring(2);
            }
            else if (line.StartsWith("+ ") || line == "+")
            {
                bug.Planted += (bug.Planted.Length > 0 ? "\n" : "") + line.Substring(Math.Min(2, line.Length));
            }
            else
            {
                bug.Sentence += (bug.Sentence.Length > 0 ? " " : "") + line.Trim();
            }
        }
        return bugs;
    }

    private string Patched(string text, IEnumerable<Bug> bugs, string path)
    {
        text = text.Replace("\r\n", "\n");
        foreach (var place in bugs.GroupBy(bug => bug.Original))
        {
            var at = text.IndexOf(place.Key, StringComparison.Ordinal);
            if (at < 0 || text.IndexOf(place.Key, at + 1, StringComparison.Ordinal) >= 0)
            {
                Log.LogError("planted.txt, " + place.First().Name + ": not found exactly once in " + path + ": " + place.Key);
                continue;
            }
            var replaced = place.Key;
            foreach (var bug in place)
            {
                var isOn = "global::MessageCenter.Simulation.Planting.Planted.Is(" + bug.Number + ")";
                replaced = bug.IsStatement
                    ? "if (" + isOn + ") { " + bug.Planted + " } else { " + replaced + " }"
                    : "(" + isOn + " ? " + bug.Planted + " : " + replaced + ")";
            }
            text = text.Substring(0, at) + replaced + text.Substring(at + place.Key.Length);
        }
        return text;
    }

    private static string Names(List<Bug> bugs)
    {
        var text = new StringBuilder("namespace MessageCenter.Simulation.Planting;\n\ninternal static partial class Planted\n{\n");
        foreach (var bug in bugs)
        {
            text.Append("    public const int ").Append(bug.Name).Append(" = ").Append(bug.Number).Append(";\n");
        }
        text.Append("\n    public static readonly (string Name, string Sentence)[] All =\n    [\n");
        foreach (var bug in bugs)
        {
            text.Append("        (\"").Append(bug.Name).Append("\", \"").Append(bug.Sentence.Replace("\"", "\\\"")).Append("\"),\n");
        }
        return text.Append("    ];\n}\n").ToString();
    }

    private static void Write(string path, string text)
    {
        if (!File.Exists(path) || File.ReadAllText(path) != text)
        {
            File.WriteAllText(path, text);
        }
    }
}
