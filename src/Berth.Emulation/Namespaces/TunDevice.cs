using System.Net;
using Berth.Emulation.Posix;

namespace Berth.Emulation.Namespaces;

/// <summary>
/// The open end of a TUN device: reading yields the IP packets that the namespace sends, writing delivers packets to it, each behind
/// a 10-byte virtio-net header (checksum and segmentation offload, linux/virtio_net.h).
/// </summary>
internal sealed unsafe class TunDevice : IDisposable
{
    internal const int Mtu = 1500;

    private const nuint SetInterface = 0x400454ca, SetPersist = 0x400454cb, SetOffload = 0x400454d0;
    private const short Tun = 1, NoPacketInformation = 0x1000, VirtioHeader = 0x4000;
    private const int OffloadChecksum = 1, OffloadTcp4 = 2;

    // A burst at memory speed must wait for the router here rather than be lost: 4096 full segmentation units are 256 MB.
    private const int QueueLength = 4096;

    private TunDevice(int file) => File = file;

    internal int File { get; }

    /// <summary>Makes (or takes over) the device in the calling thread's namespace, with address, prefix and MTU, up.</summary>
    internal static TunDevice Open(string device, string addressAndPrefix)
    {
        if (!TryParse(addressAndPrefix, out var address, out var network))
            throw new ArgumentException($"'{addressAndPrefix}' is no IPv4 address with prefix such as 10.1.2.3/16", nameof(addressAndPrefix));
        var tun = new TunDevice(PosixError.Check(
            Libc.Open("/dev/net/tun", Libc.ReadWrite | Libc.NonBlocking | Libc.CloseOnExec),
            "Cannot open /dev/net/tun (run as root, or `chmod 0666 /dev/net/tun`; `modprobe tun` where it is absent)"));
        try
        {
            var request = stackalloc byte[NetworkDevice.RequestSize];
            NetworkDevice.Name(request, device);
            *(short*)(request + NetworkDevice.NameSize) = Tun | NoPacketInformation | VirtioHeader;
            PosixError.Check(Libc.Control(tun.File, SetInterface, request), $"Cannot make the TUN device {device}");
            tun.Set(SetPersist, 0);
            tun.Set(SetOffload, OffloadChecksum | OffloadTcp4);
            NetworkDevice.Configure(device, network, address, Mtu, QueueLength);
            return tun;
        }
        catch
        {
            tun.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Leaves the device to end with its namespace. Closing alone unregisters it at once, which takes the kernel some 20 ms for each device,
    /// one after the other; namespaces that end together are cleaned up in one batch.
    /// </summary>
    internal void LeaveToNamespace() => Set(SetPersist, 1);

    public void Dispose() => _ = Libc.Close(File);

    private static bool TryParse(string text, out IPAddress address, out IPNetwork network)
    {
        network = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out address!) || address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork)
            return false;
        if (slash < 0 || !int.TryParse(text[(slash + 1)..], out var prefix) || prefix is < 1 or > 32)
            return false;
        var bits = BitConverter.ToUInt32(address.GetAddressBytes().Reverse().ToArray()) & (uint.MaxValue << (32 - prefix));
        network = new IPNetwork(new IPAddress(BitConverter.GetBytes(bits).Reverse().ToArray()), prefix);
        return true;
    }

    private void Set(nuint code, nint value) => PosixError.Check(Libc.Control(File, code, (void*)value), "Cannot set up the TUN device");
}
