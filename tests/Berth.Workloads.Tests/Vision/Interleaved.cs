using System.Diagnostics;

namespace Berth.Workloads.Tests.Vision;

/// <summary>Compares the time of two things on a machine that others may disturb: one after the other in turn, medians, and again if they were disturbed.</summary>
internal static class Interleaved
{
    private const int Attempts = 5;

    /// <summary>
    /// The least ratio of the medians of several attempts, the first that is within the limit ending them. A disturbance makes a ratio larger or smaller by chance; what is truly slower is slower in all of them.
    /// </summary>
    internal static double Ratio(Action measured, Action judge, int rounds, double limit, Action<string> tell)
    {
        var least = double.PositiveInfinity;
        for (var attempt = 0; attempt < Attempts && least > limit; attempt++)
        {
            var (times, judged) = (new double[rounds], new double[rounds]);
            for (var round = 0; round < rounds; round++)
                (times[round], judged[round]) = (Milliseconds(measured), Milliseconds(judge));
            var (median, medianJudged) = (Median(times), Median(judged));
            tell($"medians {median:F3} ms and {medianJudged:F3} ms: ratio {median / medianJudged:F3}");
            least = Math.Min(least, median / medianJudged);
        }
        return least;
    }

    internal static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private static double Milliseconds(Action action)
    {
        var begun = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }
}
