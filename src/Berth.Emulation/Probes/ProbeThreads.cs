using System.Net;
using System.Net.Sockets;
using Berth.Emulation.Posix;
using Berth.Model.Units;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Probes;

/// <summary>What the probes share: threads inside a namespace above ordinary work, and sockets made there.</summary>
/// <remarks>Sockets are used by blocking calls only: after its first asynchronous call a socket wakes its reader through the framework's own thread.</remarks>
internal static class ProbeThreads
{
    private const int Tcp = 6, WindowClamp = 10, UserTimeout = 18;
    private const int PollMicroseconds = 20_000;

    internal static Task Start(ProbeEnd end, string name, Action action) => end.Namespace.Start(name, () =>
    {
        RealTimeThread.Raise(RealTimeThread.ProbePriority);
        action();
    });

    /// <summary>A socket inside the node's namespace, bound to its address and a free port.</summary>
    internal static Socket Bind(ProbeEnd end, SocketType type)
    {
        Socket? socket = null;
        end.Namespace.Run(() =>
        {
            socket = new Socket(AddressFamily.InterNetwork, type, type == SocketType.Stream ? ProtocolType.Tcp : ProtocolType.Udp);
            socket.Bind(new IPEndPoint(end.Address, 0));
        });
        return socket!;
    }

    /// <summary>A connected pair: the first end sends to the second. The receiving window is bounded when <paramref name="window"/> is given (bytes).</summary>
    internal static (Socket Sender, Socket Receiver) Connect(ProbeEnd from, ProbeEnd to, Duration patience, int? window = null)
    {
        using var listener = Bind(to, SocketType.Stream);
        if (window is { } bytes)
            BoundWindow(listener, bytes);
        listener.Listen(1);
        var sender = Bind(from, SocketType.Stream);
        try
        {
            sender.NoDelay = true;
            sender.SetRawSocketOption(Tcp, UserTimeout, BitConverter.GetBytes((int)(patience.Seconds * 1000)));
            sender.Connect(listener.LocalEndPoint!);
            var receiver = listener.Accept();
            receiver.NoDelay = true;
            return (sender, receiver);
        }
        catch (SocketException failure)
        {
            sender.Dispose();
            throw new IOException($"No TCP connection from {from.Address} to {to.Address} within {patience}: {failure.Message}", failure);
        }
    }

    /// <summary>Bounds what a sender may have on its way to a socket.</summary>
    internal static void BoundWindow(Socket socket, int bytes) => socket.SetRawSocketOption(Tcp, WindowClamp, BitConverter.GetBytes(bytes));

    /// <summary>Waits until the socket has something to read; false when the probe ended or the deadline (CLOCK_MONOTONIC ns) passed first.</summary>
    internal static bool WaitForData(Socket socket, ref bool ended, long deadline = long.MaxValue)
    {
        while (!Volatile.Read(ref ended) && MonotonicClock.Now < deadline)
            if (socket.Poll(PollMicroseconds, SelectMode.SelectRead))
                return true;
        return false;
    }
}
