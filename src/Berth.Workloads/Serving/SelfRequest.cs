using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Berth.Workloads.Serving;

/// <summary>What a server asks itself before others can.</summary>
internal static class SelfRequest
{
    /// <summary>Sends a request and reads its answer, which does not matter.</summary>
    /// <param name="address">Where the server listens.</param>
    /// <param name="what">Method and path.</param>
    /// <param name="headers">Further headers, each with its line end.</param>
    /// <param name="body">The body.</param>
    /// <exception cref="IOException">There is no loopback device.</exception>
    internal static async Task Ask(EndPoint address, string what, string headers, byte[] body)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address).ConfigureAwait(false);
            byte[] request = [.. Encoding.ASCII.GetBytes($"{what} HTTP/1.1\r\nHost: warm-up\r\nConnection: close\r\n{headers}Content-Length: {body.Length}\r\n\r\n"), .. body];
            for (var sent = 0; sent < request.Length;)
                sent += await socket.SendAsync(request.AsMemory(sent)).ConfigureAwait(false);
            var answer = new byte[4096];
            while (await socket.ReceiveAsync(answer).ConfigureAwait(false) > 0)
            {
                // What it says does not matter.
            }
        }
        catch (SocketException exception)
        {
            throw new IOException($"the replica does not reach itself on the loopback device: {exception.Message}", exception);
        }
    }
}
