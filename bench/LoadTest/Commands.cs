using System.Net.WebSockets;
using System.Text.Json;

namespace MessageCenter.LoadTest;

/// <summary>What can be run. Exit codes: 0 all well, 1 a promise was broken, 2 the run itself did not succeed.</summary>
internal static class Commands
{
    private const string Usage = """
        dotnet run -c Release --project bench/LoadTest -- COMMAND

          live  --conversations 500 --seconds 20 [--rate R] [--warm-up 5]   visitor and operator take turns; messages/s and latency
          idle  --widgets 2000                                              memory per idle widget connection
          start --runs 5                                                    process start to first page served, cold and warm store
          crash --cycles 10 [--conversations 40] [--seed N]                 SIGKILL under load; nothing acknowledged may be lost

        Each takes --seed N (live, crash), --data DIR (a folder that does not exist yet; default: a temporary one, deleted at
        the end) and --product FILE (the product's dll; default: the one built beside this).
        """;

    public static async Task<int> Run(string[] words, TextWriter output, TextWriter errors)
    {
        if (words is [] or ["help" or "--help"])
        {
            await output.WriteLineAsync(Usage);
            return words is [] ? 2 : 0;
        }
        using var stopping = new CancellationTokenSource();
        ConsoleCancelEventHandler stop = (_, pressed) =>
        {
            pressed.Cancel = true;
            stopping.Cancel();
        };
        Console.CancelKeyPress += stop;
        try
        {
            var arguments = new Arguments(words[1..]);
            return words[0] switch
            {
                "live" => await LiveRun.Run(arguments, output, stopping.Token),
                "idle" => await IdleRun.Run(arguments, output, stopping.Token),
                "start" => await StartRun.Run(arguments, output, stopping.Token),
                "crash" => await CrashRun.Run(arguments, output, stopping.Token),
                _ => throw new LoadTestException($"Unknown command '{words[0]}'.\n{Usage}"),
            };
        }
        catch (Exception problem) when (problem is LoadTestException or HttpRequestException or WebSocketException
            or IOException or JsonException or OperationCanceledException or TimeoutException)
        {
            await errors.WriteLineAsync(problem is LoadTestException ? problem.Message : $"{problem.GetType().Name}: {problem.Message}");
            return 2;
        }
        finally
        {
            Console.CancelKeyPress -= stop;
        }
    }
}
