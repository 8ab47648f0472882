using System.Globalization;
using Berth.Model;
using Berth.Model.Files;
using Berth.Model.Jobs;
using Berth.Records.Formats.Delimited;

namespace Berth.Records.Formats.Generators;

/// <summary>Draws jobs: one stream for when they arrive, one for what they need, so that either can change without the other.</summary>
public static class JobGenerators
{
    /// <summary>Names of the mixes.</summary>
    public static IReadOnlyCollection<string> Mixes { get; } = [.. JobMixes.All.Keys];

    /// <summary>Names of the arrival patterns.</summary>
    public static IReadOnlyCollection<string> Patterns { get; } = [.. ArrivalPatterns.All.Keys];

    /// <summary>The jobs by arrival; the same seed, name and generator always give the same.</summary>
    /// <exception cref="ArgumentException">The pattern or the mix is unknown, or the jobs go on for more than 4e9 s.</exception>
    public static IEnumerable<Job> Generate(JobGenerator generator, long seed, string name)
    {
        var arrivals = Find(ArrivalPatterns.All, generator.Pattern, "arrival pattern")(generator.Rate.PerSecond, new RandomStream(seed, $"jobs/{name}/arrivals"));
        var draw = Find(JobMixes.All, generator.Mix, "mix of jobs");
        return Draw(generator, arrivals, draw, new RandomStream(seed, $"jobs/{name}/needs"));
    }

    private static IEnumerable<Job> Draw(JobGenerator generator, IEnumerable<double> arrivals, Func<RandomStream, JobShape> draw, RandomStream needs)
    {
        var number = 0;
        foreach (var arrival in arrivals.Take(generator.Count))
        {
            var shape = draw(needs);
            var length = shape.Seconds * generator.Scale;
            if (arrival > Limits.Seconds || length > Limits.Seconds)
                throw new ArgumentException($"generated job {number + 1} would end after more than {Limits.Seconds} s; raise the rate or lower the scale", nameof(generator));
            number++;
            yield return new($"job-{number.ToString(CultureInfo.InvariantCulture)}", new(arrival), new(shape.Cores), new(shape.Gibibytes * Limits.Gibibyte), default, new(length), Class: shape.Class);
        }
    }

    private static T Find<T>(IReadOnlyDictionary<string, T> known, string name, string what) =>
        known.TryGetValue(name, out var found) ? found : throw new ArgumentException($"there is no {what} '{name}' ({Spelling.Suggest(name, [.. known.Keys])})");
}
