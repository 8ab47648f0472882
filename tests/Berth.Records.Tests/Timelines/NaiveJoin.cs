using Berth.Records.Timelines;

namespace Berth.Records.Tests.Timelines;

/// <summary>The join as one would write it down: each question looks at every sample.</summary>
internal static class NaiveJoin
{
    internal static AsOf At(IReadOnlyList<(long Moment, double Value)> samples, long moment, long limit)
    {
        var before = samples.Where(sample => sample.Moment <= moment).ToList();
        if (before.Count == 0)
            return new(double.NaN, null, false);
        var latest = before.Max(sample => sample.Moment);
        return new(before.Last(sample => sample.Moment == latest).Value, moment - latest, moment - latest > limit);
    }

    internal static IReadOnlyList<double> Within(IReadOnlyList<(long Moment, double Value)> samples, TimeWindow window) =>
        [.. samples.OrderBy(sample => sample.Moment).Where(sample => sample.Moment >= window.Start && sample.Moment <= window.End).Select(sample => sample.Value)];

    internal static double Increase(IReadOnlyList<(long Moment, double Value)> samples, TimeWindow window, long limit)
    {
        if (!double.IsFinite(At(samples, window.Start, limit).Known) || !double.IsFinite(At(samples, window.End, limit).Known))
            return double.NaN;
        var last = At(samples, window.Start, limit).Value;
        double sum = 0;
        foreach (var (_, value) in samples.OrderBy(sample => sample.Moment).Where(sample => sample.Moment > window.Start && sample.Moment <= window.End))
            if (double.IsFinite(value))
            {
                sum += value >= last ? value - last : value;
                last = value;
            }
        return sum;
    }

    internal static int Gaps(IReadOnlyList<(long Moment, double Value)> samples, TimeWindow window, long limit)
    {
        var moments = samples.Select(sample => sample.Moment).Order().ToList();
        var before = moments.Where(moment => moment <= window.Start).ToList();
        var seen = moments.Where(moment => moment > window.Start && moment <= window.End).ToList();
        if (before.Count == 0 && seen.Count == 0)
            return 1;
        List<long> line = [.. before.TakeLast(1), .. seen];
        var between = line.Zip(line.Skip(1), (one, next) => next - one).Count(distance => distance > limit);
        return between + (before.Count == 0 ? 1 : 0) + (window.End - line[^1] > limit ? 1 : 0);
    }
}
