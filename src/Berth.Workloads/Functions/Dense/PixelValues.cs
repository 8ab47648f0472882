using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Berth.Workloads.Functions.Dense;

/// <summary>Bytes as values from 0 to 1.</summary>
internal static class PixelValues
{
    private const float Scale = 1f / 255;

    /// <summary>Converts each byte of a picture; the values may have room for more.</summary>
    internal static void Convert(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        ref var from = ref MemoryMarshal.GetReference(bytes);
        ref var to = ref MemoryMarshal.GetReference(values[..bytes.Length]);
        nuint at = 0;
        for (; at + 16 <= (nuint)bytes.Length; at += 16)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref from, at));
            var (first, second) = Vector128.Widen(low);
            var (third, fourth) = Vector128.Widen(high);
            Store(first, ref to, at);
            Store(second, ref to, at + 4);
            Store(third, ref to, at + 8);
            Store(fourth, ref to, at + 12);
        }
        for (var rest = (int)at; rest < bytes.Length; rest++)
            values[rest] = bytes[rest] * Scale;
    }

    private static void Store(Vector128<uint> whole, ref float to, nuint at) => (Vector128.ConvertToSingle(whole.AsInt32()) * Scale).StoreUnsafe(ref to, at);
}
