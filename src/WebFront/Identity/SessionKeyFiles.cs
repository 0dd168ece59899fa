using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace MessageCenter.WebFront.Identity;

/// <summary>
/// Data protection's keys, one file each. A key is on the disk before anybody signs in with it, so that a power cut costs
/// nobody her session. A file that cannot be read is left out: those whom it signed in sign in again, and nobody
/// else is kept out.
/// </summary>
internal sealed class SessionKeyFiles(string folder, ILogger log) : IXmlRepository
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        Directory.CreateDirectory(folder);
        return [.. Directory.EnumerateFiles(folder, "*.xml").Select(Read).OfType<XElement>()];
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        Directory.CreateDirectory(folder);
        var partial = Path.Combine(folder, Guid.CreateVersion7().ToString("N") + ".partial");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }
        using (var file = new FileStream(partial, options))
        {
            element.Save(file);
            file.Flush(flushToDisk: true);
        }
        // The name comes last: what has it is whole.
        File.Move(partial, Path.Combine(folder, Path.GetFileName(friendlyName) + ".xml"), overwrite: true);
    }

    private XElement? Read(string path)
    {
        try
        {
            return XElement.Load(path);
        }
        catch (XmlException problem)
        {
            Log.KeyIsUnreadable(log, Path.GetFileName(path), problem);
            return null;
        }
    }
}
