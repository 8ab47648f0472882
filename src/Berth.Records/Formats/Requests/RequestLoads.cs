using Berth.Model;
using Berth.Model.Services;

namespace Berth.Records.Formats.Requests;

/// <summary>The requests of a service: how many come in each second, and at which moments.</summary>
public static class RequestLoads
{
    private const long Second = 1_000_000_000;

    /// <summary>Requests of each second from the start of the run.</summary>
    /// <param name="load">Recorded or generated.</param>
    /// <param name="seconds">Length of the run; 0 is the whole trace.</param>
    /// <param name="random">Chance of a generated load.</param>
    /// <exception cref="FormatException">The trace is no such file; the message names file and line.</exception>
    public static IEnumerable<int> Counts(ServiceLoad load, int seconds, RandomStream random)
    {
        var counts = load.Pattern is { } pattern
            ? LoadPatterns.Rates(pattern, load.Start.Seconds, random).Select(rate => rate * load.Scale)
            : RequestCounts.Read(load.Trace!).Skip((int)load.Start.Seconds).Select(count => count * load.Scale);
        var drawn = load.Pattern is not null && load.Within == Arrivals.Poisson;
        // A fraction of a request is carried over to the next second, so that the sum stays right.
        var rest = 0.0;
        foreach (var rate in seconds > 0 ? counts.Take(seconds) : counts)
        {
            rest = drawn ? 0 : rest + rate;
            var whole = drawn ? random.NextPoisson(rate) : (int)rest;
            rest -= whole;
            yield return whole;
        }
    }

    /// <summary>Moments of the requests in nanoseconds from the start of the run, ascending.</summary>
    /// <param name="load">Recorded or generated.</param>
    /// <param name="seconds">Length of the run; 0 is the whole trace.</param>
    /// <param name="seed">Seed of the load's random stream.</param>
    /// <param name="name">Name of the load's random stream.</param>
    /// <exception cref="FormatException">The trace is no such file; the message names file and line.</exception>
    public static IEnumerable<long> Moments(ServiceLoad load, int seconds, long seed, string name)
    {
        var (rates, places) = (new RandomStream(seed, $"{name} counts"), new RandomStream(seed, $"{name} arrivals"));
        var within = Array.Empty<long>();
        var begin = 0L;
        foreach (var count in Counts(load, seconds, rates))
        {
            if (within.Length < count)
                within = new long[count];
            for (var request = 0; request < count; request++)
                within[request] = begin + (load.Within == Arrivals.Poisson ? (long)(places.NextDouble() * Second) : (2L * request + 1) * Second / (2L * count));
            Array.Sort(within, 0, count);
            for (var request = 0; request < count; request++)
                yield return within[request];
            begin += Second;
        }
    }

    /// <summary>Length of the run in seconds: what was asked for, or that of the trace.</summary>
    /// <exception cref="FormatException">The trace is no such file.</exception>
    public static int Seconds(ServiceLoad load, double asked) =>
        asked > 0 || load.Trace is null ? (int)Math.Ceiling(asked) : Math.Max(0, RequestCounts.Read(load.Trace).Count() - (int)load.Start.Seconds);
}
