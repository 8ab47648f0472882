using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Berth.Workloads.Functions.Dense;

/// <summary>
/// Products of matrices in single precision, on the calling thread. Each element is summed in the order of the inner dimension with fused
/// multiply-adds, so the result does not depend on the width of the processor's vectors.
/// The blocks follow Goto, van de Geijn: "Anatomy of high-performance matrix multiplication", ACM TOMS 34(3), 2008.
/// </summary>
internal static unsafe class MatrixProduct
{
    /// <summary>Columns of results come in multiples of it.</summary>
    internal const int Panel = 16;

    // A packed panel of 16 kB and four rows of the left side stay in the first-level cache.
    private const int Inner = 256, Half = Panel / 2;

    /// <summary>A number of columns with room for whole panels.</summary>
    internal static int Padded(int columns) => (columns + Panel - 1) / Panel * Panel;

    /// <summary>result = left x right.</summary>
    /// <param name="left">Element (row, step) lies at row * rowStride + step * stepStride: a transposed matrix needs no copy.</param>
    /// <param name="rowStride">See left.</param>
    /// <param name="stepStride">See left.</param>
    /// <param name="right">inner x columns, row after row.</param>
    /// <param name="result">rows x columns, row after row.</param>
    /// <param name="rows">Rows of left and result.</param>
    /// <param name="inner">Columns of left, rows of right.</param>
    /// <param name="columns">Columns of right and result, a multiple of <see cref="Panel"/>.</param>
    /// <param name="cancellation">Asked before each panel.</param>
    /// <exception cref="OperationCanceledException">It was called off; the result is not complete.</exception>
    internal static void Multiply(float* left, int rowStride, int stepStride, float* right, float* result, int rows, int inner, int columns, CancellationToken cancellation)
    {
        var packed = stackalloc float[Inner * Panel];
        for (var first = 0; first < inner; first += Inner)
        {
            var steps = Math.Min(Inner, inner - first);
            for (var column = 0; column < columns; column += Panel)
            {
                cancellation.ThrowIfCancellationRequested();
                Pack(right + (long)first * columns + column, columns, packed, steps);
                var a = left + (long)first * stepStride;
                var row = 0;
                for (; row + 4 <= rows; row += 4)
                    Four(a + (long)row * rowStride, rowStride, stepStride, packed, result + (long)row * columns + column, columns, steps, first > 0);
                for (; row < rows; row++)
                    One(a + (long)row * rowStride, stepStride, packed, result + (long)row * columns + column, steps, first > 0);
            }
        }
    }

    private static void Pack(float* right, int columns, float* packed, int steps)
    {
        for (; steps > 0; steps--, right += columns, packed += Panel)
        {
            Vector256.Load(right).Store(packed);
            Vector256.Load(right + Half).Store(packed + Half);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(float* a, int rowStride, int stepStride, float* b, float* c, int columns, int steps, bool adds)
    {
        Vector256<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        if (adds)
        {
            (c00, c01) = (Vector256.Load(c), Vector256.Load(c + Half));
            (c10, c11) = (Vector256.Load(c + columns), Vector256.Load(c + columns + Half));
            (c20, c21) = (Vector256.Load(c + 2 * columns), Vector256.Load(c + 2 * columns + Half));
            (c30, c31) = (Vector256.Load(c + 3 * columns), Vector256.Load(c + 3 * columns + Half));
        }
        float* a1 = a + rowStride, a2 = a1 + rowStride, a3 = a2 + rowStride;
        for (var at = 0L; steps > 0; steps--, at += stepStride, b += Panel)
        {
            var (low, high) = (Vector256.Load(b), Vector256.Load(b + Half));
            var value = Vector256.Create(a[at]);
            c00 = Vector256.FusedMultiplyAdd(value, low, c00);
            c01 = Vector256.FusedMultiplyAdd(value, high, c01);
            value = Vector256.Create(a1[at]);
            c10 = Vector256.FusedMultiplyAdd(value, low, c10);
            c11 = Vector256.FusedMultiplyAdd(value, high, c11);
            value = Vector256.Create(a2[at]);
            c20 = Vector256.FusedMultiplyAdd(value, low, c20);
            c21 = Vector256.FusedMultiplyAdd(value, high, c21);
            value = Vector256.Create(a3[at]);
            c30 = Vector256.FusedMultiplyAdd(value, low, c30);
            c31 = Vector256.FusedMultiplyAdd(value, high, c31);
        }
        c00.Store(c);
        c01.Store(c + Half);
        c10.Store(c + columns);
        c11.Store(c + columns + Half);
        c20.Store(c + 2 * columns);
        c21.Store(c + 2 * columns + Half);
        c30.Store(c + 3 * columns);
        c31.Store(c + 3 * columns + Half);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(float* a, int stepStride, float* b, float* c, int steps, bool adds)
    {
        var (low, high) = adds ? (Vector256.Load(c), Vector256.Load(c + Half)) : default;
        for (var at = 0L; steps > 0; steps--, at += stepStride, b += Panel)
        {
            var value = Vector256.Create(a[at]);
            low = Vector256.FusedMultiplyAdd(value, Vector256.Load(b), low);
            high = Vector256.FusedMultiplyAdd(value, Vector256.Load(b + Half), high);
        }
        low.Store(c);
        high.Store(c + Half);
    }
}
