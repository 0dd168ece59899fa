using System.Net.WebSockets;
using System.Text.Json;
using MessageCenter.ClusterProcesses;
using Npgsql;

namespace MessageCenter.LoadTest;

/// <summary>What can be run. Exit codes: 0 all well, 1 a promise was broken, 2 the run itself did not succeed.</summary>
internal static class Commands
{
    private const string Usage = """
        dotnet run -c Release --project bench/LoadTest -- COMMAND

          live  --conversations 500 --seconds 20 [--rate R] [--warm-up 5]   visitor and operator take turns; messages/s and latency
          idle  --widgets 2000                                              memory per idle widget connection
          start --runs 5                                                    process start to first page served, cold and warm store
          crash --cycles 10                                                 SIGKILL under load; nothing acknowledged may be lost
          power-cut --store sqlite|postgres --images 10 [--syncs real|none] what the disk holds without the kernel's memory; needs
                                                                            root. Without syncs the run must end with 1
          syscalls [--every 1] [--points N]                                 SIGKILL at the n-th write and the n-th sync of the
                                                                            store's files, for each n; needs strace
          disk --fault eio|full|slow [--delay-ms 200] [--seconds 10]        syncs fail, there is no room (needs root), syncs are slow
          clock --jumps 5                                                   the clock jumps; needs libfaketime
          storm --widgets 1000                                              the server is killed with widgets connected; all return
          slow-readers --readers 200 [--rate 200]                           sockets that watch and never read are given up
          backup --backups 3                                                copies under load, each restored and read
          cluster --silos 3 --fronts 2 --store postgres
                  --fault none|kill-silo|kill-front|kill-store|pause-silo|pause-front|pause-store|cut-silo|rolling-restart
                  [--conversations 60] [--waiting 6] [--seconds 30] [--rate 120] [--grace-seconds 20]
                  [--pause-seconds 60] [--cut-seconds 30]                   a fault at a random moment; every promise is checked
          scale [--conversations 120] [--messages-per-second 400] [--seconds 15] [--warm-up 60] [--silos N [--fronts 2]]
                                                                            cost per message, from one process to four silos

        Each takes --seed N (but idle and start) and --product FILE (the one-process product's dll; default: the one built
        beside this). crash, power-cut, disk, clock and backup take --conversations 40. live, idle and crash take --data DIR (a
        folder that does not exist yet; default: a temporary one, deleted at the end); what needs PostgreSQL makes one of its own.
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
                "power-cut" => await PowerCutRun.Run(arguments, output, stopping.Token),
                "syscalls" => await SyscallRun.Run(arguments, output, stopping.Token),
                "disk" => await DiskRun.Run(arguments, output, stopping.Token),
                "clock" => await ClockRun.Run(arguments, output, stopping.Token),
                "storm" => await StormRun.Run(arguments, output, stopping.Token),
                "backup" => await BackupRun.Run(arguments, output, stopping.Token),
                "slow-readers" => await SlowReaderRun.Run(arguments, output, stopping.Token),
                "cluster" => await ClusterRun.Run(arguments, output, stopping.Token),
                "scale" => await ScaleRun.Run(arguments, output, stopping.Token),
                _ => throw new LoadTestException($"Unknown command '{words[0]}'.\n{Usage}"),
            };
        }
        catch (Exception problem) when (problem is LoadTestException or ClusterException or NpgsqlException or HttpRequestException or WebSocketException
            or IOException or JsonException or OperationCanceledException or TimeoutException)
        {
            await errors.WriteLineAsync(problem is LoadTestException or ClusterException ? problem.Message : $"{problem.GetType().Name}: {problem.Message}");
            return 2;
        }
        finally
        {
            Console.CancelKeyPress -= stop;
        }
    }
}
