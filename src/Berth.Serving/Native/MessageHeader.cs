using System.Runtime.InteropServices;

namespace Berth.Serving.Native;

/// <summary><c>struct msghdr</c> of 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessageHeader
{
    internal void* Name;
    internal nint NameLength;
    internal MessagePart* Parts;
    internal nint PartCount;
    internal void* Control;
    internal nint ControlLength;
    internal nint Flags;
}

/// <summary><c>struct iovec</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessagePart
{
    internal byte* Bytes;
    internal nint Length;
}
