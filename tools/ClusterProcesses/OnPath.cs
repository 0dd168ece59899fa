namespace MessageCenter.ClusterProcesses;

/// <summary>Programs of this machine.</summary>
public static class OnPath
{
    /// <summary>Full path of a program; null when it is not installed.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            // Where administrators' programs lie is not on everybody's path.
            .Append("/usr/sbin")
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
