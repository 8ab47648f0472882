using Berth.Model;

namespace Berth.Records.Formats.Generators;

/// <summary>When generated jobs arrive, in seconds from 0 and without end. All have the same mean rate.</summary>
internal static class ArrivalPatterns
{
    /// <summary>Mean number of jobs in a burst.</summary>
    internal const double BurstSize = 10;

    /// <summary>How far the daily rate goes up and down, as a part of its mean.</summary>
    internal const double Swing = 0.8;

    internal const double Day = 86_400;

    internal static IReadOnlyDictionary<string, Func<double, RandomStream, IEnumerable<double>>> All { get; } = new Dictionary<string, Func<double, RandomStream, IEnumerable<double>>>
    {
        ["poisson"] = Poisson,
        ["bursts"] = Bursts,
        ["diurnal"] = Diurnal,
    };

    private static IEnumerable<double> Poisson(double rate, RandomStream random)
    {
        for (var time = 0.0; ;)
            yield return time += random.NextExponential(1 / rate);
    }

    /// <summary>A compound Poisson process: bursts at random, each with a geometric number of jobs that arrive at once.</summary>
    private static IEnumerable<double> Bursts(double rate, RandomStream random)
    {
        foreach (var time in Poisson(rate / BurstSize, random))
        {
            do
                yield return time;
            while (random.NextDouble() >= 1 / BurstSize);
        }
    }

    /// <summary>A Poisson process of rate · (1 − 0.8 cos 2πt/day), thinned from its peak (Lewis and Shedler, 1979): least at 0, most at noon.</summary>
    private static IEnumerable<double> Diurnal(double rate, RandomStream random)
    {
        foreach (var time in Poisson(rate * (1 + Swing), random))
            if (random.NextDouble() * (1 + Swing) < 1 - Swing * Math.Cos(2 * Math.PI * time / Day))
                yield return time;
    }
}
