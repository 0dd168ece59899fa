using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MessageCenter.TestKit;

/// <summary>
/// A mail server that does what a test says: refuses an address, asks to come back later, never answers, or has something
/// happen between taking a mail and saying so. For what no real server can be brought to do at a given moment.
/// </summary>
public sealed class ScriptedMailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<string> mails = new();
    private readonly ConcurrentQueue<string> lines = new();
    private Task accepting = Task.CompletedTask;

    private ScriptedMailServer()
    {
    }

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The mails it took, headers and body, oldest first.</summary>
    public IReadOnlyList<string> Mails => [.. mails];

    /// <summary>Every command that was said to it.</summary>
    public IReadOnlyList<string> Lines => [.. lines];

    /// <summary>What it answers to a command; null: what servers usually do. An answer "" is none.</summary>
    public Func<string, string?> Script { get; set; } = _ => null;

    /// <summary>Has the mail whole, and has not said so yet.</summary>
    public Func<Task> BeforeItSaysSo { get; set; } = () => Task.CompletedTask;

    /// <summary>Starts one.</summary>
    public static ScriptedMailServer Start()
    {
        var server = new ScriptedMailServer();
        server.listener.Start();
        server.accepting = server.Accept();
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
    }

    private async Task Accept()
    {
        var talks = new List<Task>();
        try
        {
            while (!stop.IsCancellationRequested)
            {
                talks.Add(Talk(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var connection = client;
        try
        {
            await using var stream = connection.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 scripted.example ready");
            while (await reader.ReadLineAsync(stop.Token) is { } line)
            {
                lines.Enqueue(line);
                var answer = Script(line) ?? Usual(line);
                if (answer.Length > 0)
                {
                    await writer.WriteLineAsync(answer);
                }
                if (answer.StartsWith("354", StringComparison.Ordinal))
                {
                    await Take(reader, writer);
                }
                if (answer.StartsWith("221", StringComparison.Ordinal))
                {
                    return;
                }
            }
        }
        catch (Exception problem) when (problem is IOException or SocketException or OperationCanceledException)
        {
            // Whoever spoke is gone, or the test is over.
        }
    }

    private async Task Take(StreamReader reader, StreamWriter writer)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
        {
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }
        mails.Enqueue(mail.ToString());
        await BeforeItSaysSo();
        var answer = Script(".") ?? "250 taken";
        if (answer.Length > 0)
        {
            await writer.WriteLineAsync(answer);
        }
    }

    private static string Usual(string line) => line.Split(' ', ':')[0].ToUpperInvariant() switch
    {
        "EHLO" or "HELO" => "250 scripted.example",
        "MAIL" or "RCPT" or "RSET" or "NOOP" => "250 ok",
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        _ => "502 unknown",
    };
}
