using Berth.Emulation.Namespaces;
using Berth.Emulation.Posix;

namespace Berth.Emulation.Links;

/// <summary>Makes the TUN devices of all nodes, each inside its node's namespace.</summary>
internal static class DeviceSet
{
    /// <summary>The devices in the nodes' order; the calling thread returns to its own namespace.</summary>
    /// <exception cref="IOException">A namespace cannot be entered or a device cannot be made; the message names the node.</exception>
    internal static TunDevice[] Open(IReadOnlyList<RouterNode> nodes)
    {
        var devices = new List<TunDevice>(nodes.Count);
        var own = PosixError.Check(Libc.Open("/proc/thread-self/ns/net", Libc.CloseOnExec), "Cannot open the own network namespace");
        try
        {
            foreach (var node in nodes)
                devices.Add(Open(node));
            return [.. devices];
        }
        catch
        {
            devices.ForEach(device => device.Dispose());
            throw;
        }
        finally
        {
            NetworkNamespace.Enter(own);
            _ = Libc.Close(own);
        }
    }

    private static TunDevice Open(RouterNode node)
    {
        try
        {
            var file = PosixError.Check(Libc.Open(node.Namespace, Libc.CloseOnExec), $"Cannot open the network namespace {node.Namespace}");
            try
            {
                NetworkNamespace.Enter(file);
            }
            finally
            {
                _ = Libc.Close(file);
            }
            return TunDevice.Open(node.Device, node.Address);
        }
        catch (IOException failure)
        {
            throw new IOException($"Node '{node.Name}': {failure.Message}", failure);
        }
    }
}
