using System.Net.Sockets;

namespace Berth.Emulation.World;

/// <summary>
/// The right to emulate on this machine: two runs at once would each promise the same cores. It is an abstract socket name, which the kernel
/// gives back when its holder ends, however that ends.
/// </summary>
public sealed class MachineClaim : IDisposable
{
    private const string Name = "\0berth-emulation";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Socket _socket;

    private MachineClaim(Socket socket) => _socket = socket;

    /// <summary>Waits until no other run holds it; <paramref name="waiting"/> is called once if there is one.</summary>
    /// <exception cref="OperationCanceledException">Given up.</exception>
    public static async Task<MachineClaim> TakeAsync(Action waiting, CancellationToken cancellation)
    {
        for (var told = false; ; told = true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                socket.Bind(new UnixDomainSocketEndPoint(Name));
                return new(socket);
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                socket.Dispose();
            }
            if (!told)
                waiting();
            await Task.Delay(Interval, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Lets the next run begin.</summary>
    public void Dispose() => _socket.Dispose();
}
