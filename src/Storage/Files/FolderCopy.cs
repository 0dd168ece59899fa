namespace MessageCenter.Storage.Files;

/// <summary>
/// Copies the folder of attachments with the store. A piece never changes, so that what is copied after the store has all that
/// the store's messages name; what was swept meanwhile no message had.
/// </summary>
internal static class FolderCopy
{
    /// <summary>Copies what is not there yet; a folder that does not exist is an empty one.</summary>
    public static void AddMissing(string from, string to)
    {
        if (!Directory.Exists(from))
        {
            return;
        }
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            if (!File.Exists(target))
            {
                Copy(file, target);
            }
        }
    }

    private static void Copy(string file, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target) ?? ".");
        var partial = target + ".partial";
        try
        {
            File.Copy(file, partial, overwrite: true);
        }
        catch (FileNotFoundException)
        {
            // Swept while the copy was made.
            return;
        }
        File.Move(partial, target);
    }
}
