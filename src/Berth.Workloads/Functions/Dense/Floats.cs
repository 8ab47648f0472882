using System.Runtime.InteropServices;

namespace Berth.Workloads.Functions.Dense;

/// <summary>Numbers outside of the collector's memory, zero at first, aligned for vectors: it is there for as long as the training takes, and then given back.</summary>
internal sealed unsafe class Floats : IDisposable
{
    private const int Alignment = 64;

    /// <exception cref="OutOfMemoryException">The system gives no more addresses.</exception>
    internal Floats(long count)
    {
        Count = count;
        Start = (float*)NativeMemory.AlignedAlloc((nuint)(count * sizeof(float)), Alignment);
        NativeMemory.Clear(Start, (nuint)(count * sizeof(float)));
    }

    /// <summary>How many.</summary>
    internal long Count { get; }

    /// <summary>Where they are.</summary>
    internal float* Start { get; private set; }

    internal Span<float> Slice(int from, int count) => new(Start + from, count);

    public void Dispose()
    {
        NativeMemory.AlignedFree(Start);
        Start = null;
    }
}
