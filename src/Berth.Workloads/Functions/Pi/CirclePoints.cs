using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Berth.Workloads.Images;

namespace Berth.Workloads.Functions.Pi;

/// <summary>
/// Random points of the unit square, eight at a time, from eight streams of xoshiro256++ (Blackman, Vigna: "Scrambled linear pseudorandom number
/// generators", 2021) with states from SplitMix64. A point is a pair of integers of 31 bits, so counting is exact and the same on every processor.
/// </summary>
internal sealed class CirclePoints
{
    private const int Lanes = 8;
    private readonly Vector256<ulong>[] one = new Vector256<ulong>[4];
    private readonly Vector256<ulong>[] other = new Vector256<ulong>[4];

    /// <summary>The same seed gives the same points.</summary>
    internal CirclePoints(ulong seed)
    {
        var noise = new NoiseStream(seed);
        for (var word = 0; word < 4; word++)
        {
            one[word] = Vector256.Create(noise.Next(), noise.Next(), noise.Next(), noise.Next());
            other[word] = Vector256.Create(noise.Next(), noise.Next(), noise.Next(), noise.Next());
        }
    }

    /// <summary>How many of the next points lie within the quarter of the unit circle.</summary>
    /// <param name="points">At least 0. Points beyond a multiple of eight are drawn and dropped.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal long Inside(long points)
    {
        var (a0, a1, a2, a3) = (one[0], one[1], one[2], one[3]);
        var (b0, b1, b2, b3) = (other[0], other[1], other[2], other[3]);
        Vector256<ulong> outsideA = default, outsideB = default;
        for (var round = points / Lanes; round > 0; round--)
        {
            outsideA += Outside(Next(ref a0, ref a1, ref a2, ref a3));
            outsideB += Outside(Next(ref b0, ref b1, ref b2, ref b3));
        }
        var outside = (long)Vector256.Sum(outsideA + outsideB);
        if ((int)(points % Lanes) is > 0 and var rest)
        {
            var (last, further) = (Outside(Next(ref a0, ref a1, ref a2, ref a3)), Outside(Next(ref b0, ref b1, ref b2, ref b3)));
            for (var lane = 0; lane < rest; lane++)
                outside += (long)(lane < 4 ? last[lane] : further[lane - 4]);
        }
        (one[0], one[1], one[2], one[3]) = (a0, a1, a2, a3);
        (other[0], other[1], other[2], other[3]) = (b0, b1, b2, b3);
        return points - outside;
    }

    /// <summary>1 for a point with x² + y² of at least 2^62, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Outside(Vector256<ulong> random)
    {
        var x = random >>> 33;
        var y = random & Vector256.Create(0x7FFF_FFFFUL);
        return (Square(x) + Square(y)) >>> 62;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Square(Vector256<ulong> value) => Avx2.IsSupported ? Avx2.Multiply(value.AsUInt32(), value.AsUInt32()) : value * value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Next(ref Vector256<ulong> s0, ref Vector256<ulong> s1, ref Vector256<ulong> s2, ref Vector256<ulong> s3)
    {
        var sum = s0 + s3;
        var result = (sum << 23 | sum >>> 41) + s0;
        var shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = s3 << 45 | s3 >>> 19;
        return result;
    }
}
