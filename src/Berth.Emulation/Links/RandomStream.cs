namespace Berth.Emulation.Links;

/// <summary>
/// A seeded stream of random numbers without allocation: SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators,
/// OOPSLA 2014).
/// </summary>
internal struct RandomStream(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong state = Mix(seed + Golden);

    /// <summary>The stream that belongs to one purpose of one pair of nodes.</summary>
    internal static RandomStream Of(ulong seed, int from, int to, int purpose) =>
        new(Mix(seed) ^ Mix(((ulong)(uint)from << 32) | (uint)to) ^ Mix(Golden * (ulong)(purpose + 1)));

    /// <summary>Uniform in [0, 1).</summary>
    internal double NextUniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Exponentially distributed with mean 1.</summary>
    internal double NextExponential() => -Math.Log(1 - NextUniform());

    private ulong Next() => Mix(state += Golden);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
