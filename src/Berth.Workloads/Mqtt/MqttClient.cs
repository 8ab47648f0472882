using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Berth.Workloads.Mqtt;

/// <summary>
/// A connection to a broker with one subscription, kept up by a thread of libmosquitto: when the broker goes and comes back, it
/// connects and subscribes again. Messages go with QoS 1: the broker acknowledges each, so that it drops none silently when a queue
/// is full, and the acknowledgements bound what may lie unsent in this process's memory. They are not on an item's way.
/// </summary>
internal sealed unsafe class MqttClient : IDisposable
{
    private const int QualityOfService = 1;

    // Real seconds. A dead broker or link is noticed after at most one and a half times that; a closed connection at once.
    private const int KeepAlive = 10;
    private const uint ReconnectDelay = 1;

    private static readonly Mosquitto.Functions Api = Mosquitto.Api.Value;

    private readonly ManualResetEventSlim ready = new();
    private readonly MqttMessageHandler received;
    private readonly string host;
    private readonly int port;
    private readonly byte[] subscription;
    private readonly nint client;
    private GCHandle self;
    private int unacknowledged;

    /// <summary>Makes a client that does nothing before <see cref="Connect"/>.</summary>
    /// <exception cref="Native.MissingLibraryException">libmosquitto is not installed.</exception>
    /// <exception cref="IOException">The library refuses the settings.</exception>
    internal MqttClient(string host, int port, string subscription, MqttMessageHandler received)
    {
        (this.host, this.port, this.received) = (host, port, received);
        this.subscription = Terminated(subscription);
        self = GCHandle.Alloc(this);
        client = Api.New(null, 1, GCHandle.ToIntPtr(self));
        if (client == 0)
            throw new IOException("libmosquitto could not make a client");
        Check(Api.SetOption(client, Mosquitto.OptionTcpNoDelay, 1), "TCP_NODELAY");
        Check(Api.SetReconnectDelay(client, ReconnectDelay, ReconnectDelay, 0), "reconnection delay");
        Check(Api.SetMaxInFlight(client, 0), "messages in flight");
        Api.OnConnect(client, &Connected);
        Api.OnDisconnect(client, &Disconnected);
        Api.OnSubscribe(client, &Subscribed);
        Api.OnPublish(client, &Acknowledged);
        Api.OnMessage(client, &Arrived);
    }

    /// <summary>Begins to connect; <see cref="WaitReady"/> tells when messages come.</summary>
    /// <exception cref="IOException">No thread can be started.</exception>
    internal void Connect()
    {
        fixed (byte* address = Terminated(host))
        {
            // A broker that is not there yet is tried again by the thread.
            _ = Api.ConnectAsync(client, address, port, KeepAlive);
        }

        Check(Api.LoopStart(client), "thread");
    }

    /// <summary>Whether the broker has confirmed the subscription, and the connection still stands.</summary>
    internal bool IsReady => ready.IsSet;

    /// <summary>Messages that the broker has not acknowledged.</summary>
    internal int Unacknowledged => Volatile.Read(ref unacknowledged);

    /// <summary>False when no broker has answered in that time.</summary>
    internal bool WaitReady(TimeSpan patience) => ready.Wait(patience);

    /// <summary>Hands a message to the client's thread. False without a connection: nothing is kept for later.</summary>
    internal bool TryPublish(byte[] topic, ReadOnlySpan<byte> payload)
    {
        if (!IsReady)
            return false;
        Interlocked.Increment(ref unacknowledged);
        fixed (byte* name = topic, data = payload)
        {
            if (Api.Publish(client, null, name, payload.Length, data, QualityOfService, 0) == Mosquitto.Success)
                return true;
        }

        Interlocked.Decrement(ref unacknowledged);
        return false;
    }

    /// <summary>A topic as the library takes it.</summary>
    internal static byte[] Terminated(string text) => Encoding.UTF8.GetBytes(text + '\0');

    /// <summary>Disconnects and ends the thread.</summary>
    public void Dispose()
    {
        _ = Api.Disconnect(client);
        _ = Api.LoopStop(client, 0);
        Api.Destroy(client);
        self.Free();
    }

    [UnmanagedCallersOnly]
    private static void Connected(nint client, nint state, int code)
    {
        if (code == Mosquitto.Success)
            fixed (byte* topic = Of(state).subscription)
                _ = Api.Subscribe(client, null, topic, QualityOfService);
    }

    [UnmanagedCallersOnly]
    private static void Subscribed(nint client, nint state, int id, int count, int* granted) => Of(state).ready.Set();

    [UnmanagedCallersOnly]
    private static void Disconnected(nint client, nint state, int code) => Of(state).ready.Reset();

    [UnmanagedCallersOnly]
    private static void Acknowledged(nint client, nint state, int id) => Interlocked.Decrement(ref Of(state).unacknowledged);

    [UnmanagedCallersOnly]
    private static void Arrived(nint client, nint state, Mosquitto.Message* message) => Of(state).received(
        Marshal.PtrToStringUTF8((nint)message->Topic) ?? "", new(message->Payload, message->PayloadLength));

    private static MqttClient Of(nint state) => Unsafe.As<MqttClient>(GCHandle.FromIntPtr(state).Target!);

    private static void Check(int code, string what)
    {
        if (code != Mosquitto.Success)
            throw new IOException($"libmosquitto, {what}: {Api.Error(code)}");
    }
}
