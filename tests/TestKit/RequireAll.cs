using Xunit;

namespace MessageCenter.TestKit;

/// <summary>
/// What a test needs of the machine. Missing at a developer's desk: the test is skipped, with a line that says what to
/// install. Missing where MESSAGECENTER_REQUIRE_ALL=1 (.ci/run): the test fails, so that nothing goes untested unseen.
/// </summary>
public static class RequireAll
{
    /// <summary>Nothing may be skipped.</summary>
    public static bool IsOn => Environment.GetEnvironmentVariable("MESSAGECENTER_REQUIRE_ALL") == "1";

    /// <summary>Goes on only when the thing is there.</summary>
    public static void Have(bool isThere, string what, string howToGetIt)
    {
        if (isThere)
        {
            return;
        }
        var line = $"{what} is missing: {howToGetIt}.";
        if (IsOn)
        {
            Assert.Fail(line + " Nothing may be skipped while MESSAGECENTER_REQUIRE_ALL=1.");
        }
        Assert.Skip(line);
    }

    /// <summary>The browser's path. MESSAGECENTER_CHROMIUM names another one than the system's.</summary>
    public static string Chromium()
    {
        var path = Environment.GetEnvironmentVariable("MESSAGECENTER_CHROMIUM") ?? OnPath("chromium") ?? OnPath("chromium-browser");
        Have(path is not null && File.Exists(path), "Chromium", "apt-get install chromium");
        return path ?? "";
    }

    /// <summary>A PostgreSQL server can be started here.</summary>
    public static void Postgres() =>
        Have(PostgresServer.FindPrograms() is not null, "PostgreSQL", "apt-get install postgresql");

    /// <summary>Full path of a program; null when it is not installed.</summary>
    public static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
