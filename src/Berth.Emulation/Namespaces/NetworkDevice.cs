using System.Net;
using System.Text;
using Berth.Emulation.Posix;

namespace Berth.Emulation.Namespaces;

/// <summary>Configures a device of the calling thread's namespace through ioctl (struct ifreq: 16 bytes of name, then the value).</summary>
internal static unsafe class NetworkDevice
{
    internal const int RequestSize = 40, NameSize = 16;

    private const nuint GetFlags = 0x8913, SetFlags = 0x8914, SetAddress = 0x8916, SetMask = 0x891c, SetMtu = 0x8922, SetQueueLength = 0x8943;
    private const short Up = 1;

    internal static void BringUp(string device) => WithSocket(socket => BringUp(socket, device));

    /// <summary>Gives the device its address, MTU and transmit queue length (packets), and brings it up.</summary>
    internal static void Configure(string device, IPNetwork network, IPAddress address, int mtu, int queueLength) => WithSocket(socket =>
    {
        var request = stackalloc byte[RequestSize];
        Name(request, device);
        *(int*)(request + NameSize) = mtu;
        Send(socket, SetMtu, request, $"set the MTU of {device}");
        *(int*)(request + NameSize) = queueLength;
        // Only the machine's own root may; a user's queue is shorter, and a burst at memory speed may lose packets there.
        _ = Libc.Control(socket, SetQueueLength, request);
        Address(request, address);
        Send(socket, SetAddress, request, $"give {device} the address {address}");
        Address(request, new IPAddress(BitConverter.GetBytes(IPAddress.HostToNetworkOrder((int)(uint.MaxValue << (32 - network.PrefixLength))))));
        Send(socket, SetMask, request, $"give {device} the prefix {network}");
        BringUp(socket, device);
    });

    internal static void Name(byte* request, string device)
    {
        if (device.Length is 0 or >= NameSize)
            throw new ArgumentException($"'{device}' is no device name: 1 to 15 characters are allowed", nameof(device));
        Encoding.ASCII.GetBytes(device, new Span<byte>(request, NameSize));
    }

    private static void BringUp(int socket, string device)
    {
        var request = stackalloc byte[RequestSize];
        Name(request, device);
        Send(socket, GetFlags, request, $"read the state of {device}");
        *(short*)(request + NameSize) |= Up;
        Send(socket, SetFlags, request, $"bring {device} up");
    }

    private static void Address(byte* request, IPAddress address)
    {
        *(short*)(request + NameSize) = Libc.InternetFamily;
        *(short*)(request + NameSize + 2) = 0;
        address.TryWriteBytes(new Span<byte>(request + NameSize + 4, 4), out _);
    }

    private static void Send(int socket, nuint code, byte* request, string what) =>
        PosixError.Check(Libc.Control(socket, code, request), $"Cannot {what}");

    private static void WithSocket(Action<int> use)
    {
        var socket = PosixError.Check(Libc.Socket(Libc.InternetFamily, Libc.Datagram | Libc.CloseOnExec, 0), "Cannot open a socket");
        try
        {
            use(socket);
        }
        finally
        {
            _ = Libc.Close(socket);
        }
    }
}
