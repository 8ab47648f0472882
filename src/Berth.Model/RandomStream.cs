namespace Berth.Model;

/// <summary>
/// A named stream of random numbers: one seed and one name always give the same numbers, whatever other streams do.
/// xoshiro256** seeded by splitmix64 (Blackman and Vigna, 2018) over the seed and an FNV-1a hash of the name.
/// </summary>
public sealed class RandomStream
{
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>Opens the stream.</summary>
    public RandomStream(long seed, string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in name)
            hash = (hash ^ character) * 1099511628211UL;
        var state = (ulong)seed ^ hash;
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    private RandomStream(ReadOnlySpan<ulong> state) => (_s0, _s1, _s2, _s3) = (state[0], state[1], state[2], state[3]);

    /// <summary>Where the stream is: 64 hexadecimal digits, from which <see cref="At"/> goes on.</summary>
    public string State => $"{_s0:x16}{_s1:x16}{_s2:x16}{_s3:x16}";

    /// <summary>The stream that goes on from a state; null when the text is none.</summary>
    public static RandomStream? At(string state)
    {
        Span<ulong> parts = stackalloc ulong[4];
        for (var part = 0; part < 4; part++)
            if (state.Length != 64 || !ulong.TryParse(state.AsSpan(16 * part, 16), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out parts[part]))
                return null;
        return parts.IndexOfAnyExcept(0UL) < 0 ? null : new(parts);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong NextBits()
    {
        var result = ulong.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = ulong.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, <paramref name="bound"/>), for a positive bound.</summary>
    public int NextInt(int bound) => (int)(NextDouble() * bound);

    /// <summary>Exponential with the given mean.</summary>
    public double NextExponential(double mean) => -mean * Math.Log(1 - NextDouble());

    /// <summary>Normal with mean 0 and standard deviation 1 (Box and Muller, 1958).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>Poisson with the given mean: counted exponentials (Knuth, 1969), in parts of at most 30 so that no probability underflows.</summary>
    public int NextPoisson(double mean)
    {
        var count = 0;
        for (; mean > 0; mean -= 30)
        {
            var limit = Math.Exp(-Math.Min(mean, 30));
            for (var product = NextDouble(); product > limit; product *= NextDouble())
                count++;
        }
        return count;
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
