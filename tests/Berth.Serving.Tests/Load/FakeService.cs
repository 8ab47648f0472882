using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Berth.Serving.Tests.Load;

/// <summary>A service of this process: for each request in turn it does what it is told.</summary>
internal sealed class FakeService : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<int, Task<string?>> _answer;
    private int _requests;

    /// <summary>Listens on a free port.</summary>
    /// <param name="answer">From the number of the request to the text of the answer, or null to close the connection.</param>
    internal FakeService(Func<int, Task<string?>> answer)
    {
        _answer = answer;
        _listener.Start(512);
        _ = Accept();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections that were made.</summary>
    internal int Connections { get; private set; }

    internal static string Says(int status, string body = "{}") => $"HTTP/1.1 {status} X\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    public void Dispose() => _listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                Connections++;
                _ = Serve(client);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var held = client;
        client.NoDelay = true;
        var stream = client.GetStream();
        var buffer = new byte[65_536];
        try
        {
            while (true)
            {
                var (filled, length) = (0, int.MaxValue);
                while (filled < length)
                {
                    var count = await stream.ReadAsync(buffer.AsMemory(filled));
                    if (count == 0)
                        return;
                    filled += count;
                    var head = Encoding.ASCII.GetString(buffer, 0, Math.Min(filled, 512));
                    if (head.IndexOf("\r\n\r\n", StringComparison.Ordinal) is var end and > 0)
                        length = end + 4 + (head.Contains("Content-Length: ", StringComparison.Ordinal) ? int.Parse(head[..end].Split("Content-Length: ")[1].Split("\r\n")[0]) : 0);
                }
                if (await _answer(Interlocked.Increment(ref _requests) - 1) is not { } answer)
                    return;
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
            }
        }
        catch (IOException)
        {
            // The generator has given up.
        }
    }
}
