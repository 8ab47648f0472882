using System.Globalization;
using Berth.Model;
using Berth.Model.Units;

namespace Berth.Records.Formats.Carbon;

/// <summary>Draws the random walk of a grid, from the start of the run on and, apart from that, back from it.</summary>
internal static class CarbonWalks
{
    private const double LargestStep = 0.1;

    internal static List<(long, CarbonIntensity)> Steps(CarbonWalk walk, long horizon, long history)
    {
        var step = Math.Clamp(walk.Step.Nanoseconds, 1, GridSeries.Longest);
        GridSeries.CountSteps(step, horizon, history, "steps of a random walk");
        var before = Draw(walk, "before").Skip(1).Take((int)((history + step - 1) / step)).Select((value, index) => (-(index + 1) * step, value)).Reverse();
        var after = Draw(walk, "after").Take((int)Math.Max(1, (horizon + step - 1) / step)).Select((value, index) => (index * step, value));
        return [.. before, .. after];
    }

    private static IEnumerable<CarbonIntensity> Draw(CarbonWalk walk, string direction)
    {
        double least = walk.Least.GramsPerKilowattHour, range = walk.Most.GramsPerKilowattHour - least;
        var random = new RandomStream(1, string.Create(CultureInfo.InvariantCulture, $"carbon/{least}/{range}/{walk.Step.Seconds}/{direction}"));
        for (var place = 0.5; ;)
        {
            yield return new(least + range * place);
            place = Math.Abs(place + LargestStep * (2 * random.NextDouble() - 1));
            place = place > 1 ? 2 - place : place;
        }
    }
}
