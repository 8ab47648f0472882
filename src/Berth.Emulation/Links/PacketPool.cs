using System.Runtime.InteropServices;

namespace Berth.Emulation.Links;

/// <summary>
/// Native memory for packets, so that the router never waits for a garbage collection: buffers of three sizes, because a queue of two-segment
/// units must not hold 64 KiB for each.
/// </summary>
internal sealed unsafe class PacketPool : IDisposable
{
    /// <summary>The largest packet that a device hands over: a 64 KiB segmentation unit and its virtio-net header.</summary>
    internal const int Largest = 66_000;

    private static readonly int[] Capacities = [1984, 16_320, Largest];
    private static readonly int[] SlabCounts = [512, 64, 16];

    private readonly List<nint> slabs = [];
    private readonly PacketBuffer*[] free = new PacketBuffer*[Capacities.Length];

    internal PacketPool()
    {
        for (var size = 0; size < Capacities.Length; size++)
            Grow(size);
    }

    internal static byte* Bytes(PacketBuffer* buffer) => (byte*)(buffer + 1);

    /// <summary>A buffer for at least so many bytes.</summary>
    internal PacketBuffer* Take(int bytes)
    {
        var size = 0;
        while (Capacities[size] < bytes)
            size++;
        if (free[size] == null)
            Grow(size);
        var buffer = free[size];
        free[size] = buffer->Next;
        return buffer;
    }

    /// <summary>Gives up one reference.</summary>
    internal void Release(PacketBuffer* buffer)
    {
        if (--buffer->References == 0)
            Free(buffer);
    }

    /// <summary>Takes back a buffer that nothing refers to.</summary>
    internal void Free(PacketBuffer* buffer)
    {
        buffer->Next = free[buffer->Size];
        free[buffer->Size] = buffer;
    }

    public void Dispose()
    {
        foreach (var slab in slabs)
            NativeMemory.Free((void*)slab);
        slabs.Clear();
    }

    private void Grow(int size)
    {
        var stride = sizeof(PacketBuffer) + Capacities[size];
        var slab = (byte*)NativeMemory.AllocZeroed((nuint)stride, (nuint)SlabCounts[size]);
        slabs.Add((nint)slab);
        for (var i = SlabCounts[size] - 1; i >= 0; i--)
        {
            var buffer = (PacketBuffer*)(slab + (nint)i * stride);
            buffer->Size = size;
            Free(buffer);
        }
    }
}
