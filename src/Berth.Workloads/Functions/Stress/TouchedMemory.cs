using System.Runtime.InteropServices;
using Berth.Workloads.Functions.Execution;

namespace Berth.Workloads.Functions.Stress;

/// <summary>Memory outside of the collector's, every page of it written, so that it is resident.</summary>
internal sealed unsafe class TouchedMemory : IDisposable
{
    private const int Page = 4096, Chunk = 4 << 20;
    private readonly long bytes;
    private byte* start;

    /// <exception cref="OutOfMemoryException">The system gives no more addresses.</exception>
    internal TouchedMemory(long bytes)
    {
        this.bytes = bytes;
        start = bytes > 0 ? (byte*)NativeMemory.Alloc((nuint)bytes) : null;
    }

    /// <summary>Writes each page its number.</summary>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    internal void Write(ExecutionProgress progress)
    {
        for (var chunk = 0L; chunk < bytes; chunk += Chunk)
        {
            for (var at = chunk; at < Math.Min(chunk + Chunk, bytes); at += Page)
                *(start + at) = (byte)(at / Page);
            progress.Report(0);
        }
    }

    /// <summary>Pages that do not hold their number.</summary>
    internal long Wrong()
    {
        var wrong = 0L;
        for (var at = 0L; at < bytes; at += Page)
            wrong += *(start + at) == (byte)(at / Page) ? 0 : 1;
        return wrong;
    }

    public void Dispose()
    {
        NativeMemory.Free(start);
        start = null;
    }
}
