using Berth.Model;

namespace Berth.Workloads.Sources;

/// <summary>When the items of a source begin. Decided before the run, so that no slow worker can hold them back (an open loop).</summary>
public static class ArrivalSchedule
{
    /// <summary>The moments in [<paramref name="begin"/>, <paramref name="end"/>), ascending, in nanoseconds.</summary>
    /// <param name="arrivals">Periodic: the first within one interval, by chance, then equal distances. Poisson: exponential distances.</param>
    /// <param name="ratePerSecond">Mean rate, positive. A rate k times smaller stretches every distance from the beginning k times.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="stream">The source's random stream.</param>
    /// <param name="begin">First possible moment.</param>
    /// <param name="end">First moment that is too late.</param>
    public static IEnumerable<long> Moments(Arrivals arrivals, double ratePerSecond, long seed, string stream, long begin, long end)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ratePerSecond);
        var random = new RandomStream(seed, stream);
        var interval = 1e9 / ratePerSecond;
        var first = arrivals == Arrivals.Periodic ? random.NextDouble() * interval : random.NextExponential(interval);
        return Follow();

        IEnumerable<long> Follow()
        {
            var sum = first;
            for (var i = 1; begin + sum < end; i++)
            {
                yield return begin + (long)sum;
                sum = arrivals == Arrivals.Periodic ? first + i * interval : sum + random.NextExponential(interval);
            }
        }
    }
}
