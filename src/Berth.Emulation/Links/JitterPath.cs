using Berth.Model;

namespace Berth.Emulation.Links;

/// <summary>
/// Variation of a link's delay in time: uniform over [-h, +h] at every moment, and never so fast that packets overtake each other.
/// </summary>
/// <remarks>
/// <para>
/// The value j(t) is a telegraph process between reflecting walls: it moves at slope ±s (s = <see cref="Slope"/>), turns at the walls
/// ±h and at the events of a Poisson process of rate s / 2h (on average once a crossing). Its stationary law is uniform on [-h, +h]
/// (Goldstein, On diffusion by discontinuous movements, 1951; Kac, A stochastic model related to the telegrapher's equation, 1974),
/// so the mean delay stays the configured mean and the standard deviation is h / √3.
/// </para>
/// <para>
/// A packet that leaves at t arrives at t + latency + j(t). Since |j'| = s &lt; 1, arrival is strictly increasing in t: no packet overtakes
/// another and none is held back for it, which is what shifts the mean where every packet draws its own delay. Consecutive packets see
/// similar delays; after about two crossings (4h / s) they are nearly independent. Spacing between packets stretches or shrinks by at most s.
/// </para>
/// </remarks>
internal struct JitterPath
{
    /// <summary>Seconds of delay gained or lost a second.</summary>
    internal const double Slope = 0.25;

    // After so many crossings without a packet the past is forgotten, and a fresh draw from the stationary law is as good.
    private const double Memory = 64;

    private readonly double halfWidth;
    private readonly double crossing;
    private readonly RandomStream random;
    private double value;
    private double direction;
    private double time;
    private double turn;

    /// <summary>A path of half-width h (ns) from its stationary law, beginning at <paramref name="start"/> (ns).</summary>
    internal JitterPath(double halfWidth, long start, RandomStream random)
    {
        this.halfWidth = halfWidth;
        crossing = 2 * halfWidth / Slope;
        this.random = random;
        Restart(start);
    }

    /// <summary>j(t) in ns; times that lie before one asked for earlier get that one's value.</summary>
    internal double At(long t)
    {
        if (halfWidth == 0)
            return 0;
        if (t - time > Memory * crossing)
            Restart(t);
        while (time < t)
        {
            var next = Math.Min(t, Math.Min(turn, time + (halfWidth - direction * value) / Slope));
            value = Math.Clamp(value + direction * Slope * (next - time), -halfWidth, halfWidth);
            time = next;
            if (time >= turn)
            {
                direction = -direction;
                turn = time + random.NextExponential(1) * crossing;
            }
            else if (time < t)
            {
                direction = -direction;
            }
        }
        return value;
    }

    private void Restart(double start)
    {
        time = start;
        value = halfWidth * (2 * random.NextDouble() - 1);
        direction = random.NextDouble() < 0.5 ? -1 : 1;
        turn = start + random.NextExponential(1) * crossing;
    }
}
