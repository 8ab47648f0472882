namespace Berth.Accounting;

internal static class NodeLoad
{
    /// <summary>Mean utilisation in percent, weighted by time, of some nodes over all repetitions; null without a sample.</summary>
    internal static double? MeanPercent(Deployment deployment, IReadOnlySet<string> nodes)
    {
        var (busy, time) = (0.0, 0.0);
        foreach (var samples in deployment.Repetitions.Select(MeasuredSample.ByNode))
            foreach (var node in nodes)
                foreach (var sample in samples[node])
                    (busy, time) = (busy + sample.Utilization * sample.Interval, time + sample.Interval);
        return time > 0 ? 100 * busy / time : null;
    }
}
