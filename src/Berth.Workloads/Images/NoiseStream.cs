namespace Berth.Workloads.Images;

/// <summary>
/// Seeded chance for pictures, the same on every machine and version: SplitMix64 (Steele, Lea, Flood: "Fast splittable
/// pseudorandom number generators", 2014).
/// </summary>
internal sealed class NoiseStream(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, limit).</summary>
    public int Next(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>Near normal, mean 0 and deviation 1: four uniforms of 16 bits summed, whose deviation is 65536 / sqrt(3).</summary>
    public float NextNormal()
    {
        var bits = Next();
        var sum = (long)(bits & 0xFFFF) + (long)(bits >> 16 & 0xFFFF) + (long)(bits >> 32 & 0xFFFF) + (long)(bits >> 48);
        return (sum - 131070) / 37837.2f;
    }
}
