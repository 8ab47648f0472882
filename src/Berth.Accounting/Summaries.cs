using Berth.Accounting.Statistics;
using Berth.Model.Observations;
using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>Puts a <see cref="DeploymentSummary"/> together.</summary>
internal static class Summaries
{
    internal static DeploymentSummary Summarise(Deployment deployment)
    {
        var repetitions = deployment.Repetitions.Select(Counted).ToList();
        var items = repetitions.SelectMany(each => each).ToList();
        var completed = items.Where(item => item.Outcome == ItemOutcome.Completed).ToList();
        var seconds = deployment.Repetitions.Sum(repetition => (repetition.End - repetition.Start) * 1e-9);
        var lost = Enum.GetValues<ItemOutcome>().Where(outcome => outcome != ItemOutcome.Completed)
            .ToDictionary(outcome => outcome, outcome => items.Count(item => item.Outcome == outcome));
        var latencies = new LatencyPool(items);
        var energy = NodeEnergy.Of(deployment, completed.Count);
        return new(
            deployment.Repetitions.Count,
            new(seconds),
            items.Count,
            completed.Count,
            lost,
            Interval.OfFraction(items.Count - completed.Count, items.Count),
            new(seconds > 0 ? completed.Count / seconds : 0),
            latencies.Summary([.. repetitions.Where(each => each.Count > 0).Select(each => new LatencyPool(each))]),
            completed.Count == 0 ? [] : [.. LatencyParts.All.Select(part => Part(completed, part))],
            latencies.Against(deployment.Slo),
            NodeLoad.MeanPercent(deployment, deployment.Workers),
            NodeLoad.MeanPercent(deployment, deployment.Sources),
            Interval.OfFraction(completed.Count(item => item.Correct == true), completed.Count(item => item.Correct is not null)),
            energy?.Energy,
            energy?.Carbon);
    }

    private static List<ItemTimeline> Counted(Repetition repetition) =>
        [.. repetition.Items.Where(item => item.Scheduled >= repetition.Start && item.Scheduled < repetition.End)];

    private static PartSummary Part(List<ItemTimeline> completed, LatencyPart part)
    {
        var nanoseconds = completed.Select(item => (double)item.Part(part)).Order().ToArray();
        return new(part, new(Sample.Of(nanoseconds).Mean * 1e-9), new(Percentiles.NearestRank(nanoseconds, 95) * 1e-9));
    }
}
