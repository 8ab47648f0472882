using System.Runtime.InteropServices;
using Berth.Workloads.Native;

namespace Berth.Workloads.Mqtt;

/// <summary>The functions of libmosquitto (mosquitto.h, version 2) that Berth uses. They return 0 or an error for mosquitto_strerror.</summary>
internal static unsafe class Mosquitto
{
    internal const int Success = 0;
    internal const int OptionTcpNoDelay = 11;

    /// <summary>Loaded once and never freed.</summary>
    internal static readonly Lazy<Functions> Api = new(() => new Functions(
        NativeLibraries.Load("libmosquitto.so.1", "sudo apt-get install libmosquitto1")), LazyThreadSafetyMode.ExecutionAndPublication);

    internal sealed class Functions
    {
        internal readonly delegate* unmanaged<byte*, byte, nint, nint> New;
        internal readonly delegate* unmanaged<nint, void> Destroy;
        internal readonly delegate* unmanaged<nint, byte*, int, int, int> ConnectAsync;
        internal readonly delegate* unmanaged<nint, int> Disconnect;
        internal readonly delegate* unmanaged<nint, int> LoopStart;
        internal readonly delegate* unmanaged<nint, byte, int> LoopStop;
        internal readonly delegate* unmanaged<nint, int*, byte*, int, int> Subscribe;
        internal readonly delegate* unmanaged<nint, int*, byte*, int, byte*, int, byte, int> Publish;
        internal readonly delegate* unmanaged<nint, int, int, int> SetOption;
        internal readonly delegate* unmanaged<nint, uint, uint, byte, int> SetReconnectDelay;
        internal readonly delegate* unmanaged<nint, uint, int> SetMaxInFlight;
        internal readonly delegate* unmanaged<nint, delegate* unmanaged<nint, nint, int, void>, void> OnConnect;
        internal readonly delegate* unmanaged<nint, delegate* unmanaged<nint, nint, int, void>, void> OnDisconnect;
        internal readonly delegate* unmanaged<nint, delegate* unmanaged<nint, nint, int, void>, void> OnPublish;
        internal readonly delegate* unmanaged<nint, delegate* unmanaged<nint, nint, int, int, int*, void>, void> OnSubscribe;
        internal readonly delegate* unmanaged<nint, delegate* unmanaged<nint, nint, Message*, void>, void> OnMessage;
        private readonly delegate* unmanaged<int, byte*> error;

        internal Functions(nint library)
        {
            nint Export(string name) => NativeLibrary.GetExport(library, "mosquitto_" + name);
            New = (delegate* unmanaged<byte*, byte, nint, nint>)Export("new");
            Destroy = (delegate* unmanaged<nint, void>)Export("destroy");
            ConnectAsync = (delegate* unmanaged<nint, byte*, int, int, int>)Export("connect_async");
            Disconnect = (delegate* unmanaged<nint, int>)Export("disconnect");
            LoopStart = (delegate* unmanaged<nint, int>)Export("loop_start");
            LoopStop = (delegate* unmanaged<nint, byte, int>)Export("loop_stop");
            Subscribe = (delegate* unmanaged<nint, int*, byte*, int, int>)Export("subscribe");
            Publish = (delegate* unmanaged<nint, int*, byte*, int, byte*, int, byte, int>)Export("publish");
            SetOption = (delegate* unmanaged<nint, int, int, int>)Export("int_option");
            SetReconnectDelay = (delegate* unmanaged<nint, uint, uint, byte, int>)Export("reconnect_delay_set");
            SetMaxInFlight = (delegate* unmanaged<nint, uint, int>)Export("max_inflight_messages_set");
            OnConnect = (delegate* unmanaged<nint, delegate* unmanaged<nint, nint, int, void>, void>)Export("connect_callback_set");
            OnDisconnect = (delegate* unmanaged<nint, delegate* unmanaged<nint, nint, int, void>, void>)Export("disconnect_callback_set");
            OnPublish = (delegate* unmanaged<nint, delegate* unmanaged<nint, nint, int, void>, void>)Export("publish_callback_set");
            OnSubscribe = (delegate* unmanaged<nint, delegate* unmanaged<nint, nint, int, int, int*, void>, void>)Export("subscribe_callback_set");
            OnMessage = (delegate* unmanaged<nint, delegate* unmanaged<nint, nint, Message*, void>, void>)Export("message_callback_set");
            error = (delegate* unmanaged<int, byte*>)Export("strerror");
            ((delegate* unmanaged<int>)Export("lib_init"))();
        }

        internal string Error(int code) => Marshal.PtrToStringUTF8((nint)error(code)) ?? $"error {code}";
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Message
    {
        internal int Id;
        internal byte* Topic;
        internal byte* Payload;
        internal int PayloadLength;
        internal int QualityOfService;
        internal byte Retain;
    }
}
