using Berth.Model.Observations;

namespace Berth.Accounting;

/// <summary>The overlap of a node's sample with the measured time.</summary>
internal readonly record struct MeasuredSample(long Start, long Interval, double Utilization)
{
    internal static ILookup<string, MeasuredSample> ByNode(Repetition repetition) => (
        from sample in repetition.Nodes
        let start = Math.Max(sample.Moment - sample.Interval, repetition.Start)
        let end = Math.Min(sample.Moment, repetition.End)
        where end > start
        select (sample.Node, new MeasuredSample(start, end - start, sample.Utilization))).ToLookup(pair => pair.Node, pair => pair.Item2);
}
