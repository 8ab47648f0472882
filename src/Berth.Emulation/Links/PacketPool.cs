using System.Runtime.InteropServices;

namespace Berth.Emulation.Links;

/// <summary>Native memory for packets in two sizes, so that the router never waits for a garbage collection.</summary>
internal sealed unsafe class PacketPool : IDisposable
{
    /// <summary>The largest packet that a device hands over: a 64 KiB segmentation unit and its virtio-net header.</summary>
    internal const int LargeCapacity = 66_000;

    /// <summary>One packet of the MTU.</summary>
    internal const int SmallCapacity = 2048 - 64;

    private const int SmallSlab = 512, LargeSlab = 16;

    private readonly List<nint> slabs = [];
    private PacketBuffer* small;
    private PacketBuffer* large;

    internal PacketPool()
    {
        Free(Take(large: false));
        Free(Take(large: true));
    }

    internal static byte* Bytes(PacketBuffer* buffer) => (byte*)(buffer + 1);

    internal PacketBuffer* Take(bool large)
    {
        ref var free = ref large ? ref this.large : ref small;
        if (free == null)
            Grow(ref free, large ? LargeCapacity : SmallCapacity, large ? LargeSlab : SmallSlab, large);
        var buffer = free;
        free = buffer->Next;
        buffer->References = 0;
        return buffer;
    }

    /// <summary>Gives up one reference.</summary>
    internal void Release(PacketBuffer* buffer)
    {
        if (--buffer->References <= 0)
            Free(buffer);
    }

    internal void Free(PacketBuffer* buffer)
    {
        ref var free = ref buffer->Large ? ref large : ref small;
        buffer->Next = free;
        free = buffer;
    }

    public void Dispose()
    {
        foreach (var slab in slabs)
            NativeMemory.Free((void*)slab);
        slabs.Clear();
    }

    private void Grow(ref PacketBuffer* free, int capacity, int count, bool large)
    {
        var stride = (sizeof(PacketBuffer) + capacity + 63) & ~63;
        var slab = (byte*)NativeMemory.AllocZeroed((nuint)stride, (nuint)count);
        slabs.Add((nint)slab);
        for (var i = count - 1; i >= 0; i--)
        {
            var buffer = (PacketBuffer*)(slab + (nint)i * stride);
            buffer->Large = large;
            buffer->Next = free;
            free = buffer;
        }
    }
}
