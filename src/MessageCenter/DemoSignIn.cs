using System.Security.Cryptography;
using MessageCenter.Domain;
using MessageCenter.Silo;

namespace MessageCenter.MessageCenter;

/// <summary>
/// The passwords of the demo's operators: chosen once, shown once, and kept in a file that only the owner of the data folder
/// may read. Later starts know no password, only where the file is.
/// </summary>
internal sealed class DemoSignIn(string path, string? givenPassword)
{
    // Letters and digits that nobody takes for one another.
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    private readonly Dictionary<string, string> passwords = [];

    /// <summary>Where they are written down.</summary>
    public string Path => path;

    /// <summary>E-mail addresses and passwords that this start chose; none on later starts.</summary>
    public IReadOnlyDictionary<string, string> Chosen => passwords;

    /// <summary>Chooses passwords and writes them down before anybody has them: a crash right after leaves no unknown ones.</summary>
    public void Choose(IEnumerable<string> emails)
    {
        if (givenPassword is { Length: < Limits.PasswordLengthMin })
        {
            throw new StartRefusedException($"The demo password needs {Limits.PasswordLengthMin} characters or more.");
        }
        foreach (var email in emails)
        {
            passwords[email] = givenPassword ?? Random();
        }
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var file = new FileStream(path, options);
        using var writer = new StreamWriter(file);
        foreach (var (email, password) in passwords)
        {
            writer.WriteLine($"{email}  {password}");
        }
        writer.Flush();
        file.Flush(flushToDisk: true);
    }

    /// <summary>The password chosen for her.</summary>
    public string PasswordOf(string email) => passwords[email];

    private static string Random()
    {
        var groups = Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4));
        return string.Join('-', groups);
    }
}
