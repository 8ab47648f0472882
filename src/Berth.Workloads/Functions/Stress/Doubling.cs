using System.Numerics;
using System.Runtime.CompilerServices;

namespace Berth.Workloads.Functions.Stress;

/// <summary>The chain a = (a + a) mod 1000000 from a = 1, step by step: each needs the one before, so it is a pure measure of one core.</summary>
internal static class Doubling
{
    internal const uint Modulus = 1_000_000;

    /// <summary>Executes steps one by one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static uint Run(uint value, int steps)
    {
        for (; steps > 0; steps--)
            value = (value + value) % Modulus;
        return value;
    }

    /// <summary>What the chain must give: 2^steps mod 1000000.</summary>
    internal static uint Expected(long steps) => (uint)BigInteger.ModPow(2, steps, Modulus);
}
