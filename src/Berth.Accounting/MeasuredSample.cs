using Berth.Model.Observations;

namespace Berth.Accounting;

/// <summary>The overlap of a node's sample with the measured time.</summary>
internal readonly record struct MeasuredSample(long Start, long Interval, double Utilization)
{
    internal static IEnumerable<MeasuredSample> Of(Repetition repetition, string node) =>
        from sample in repetition.Nodes
        where sample.Node == node
        let start = Math.Max(sample.Moment - sample.Interval, repetition.Start)
        let end = Math.Min(sample.Moment, repetition.End)
        where end > start
        select new MeasuredSample(start, end - start, sample.Utilization);
}
