using Berth.Accounting.Services;

namespace Berth.Reports.Building;

/// <summary>Picks the decisions of a scaling policy that are worth explaining.</summary>
public static class NotableSteps
{
    /// <summary>
    /// The largest scale-up, the largest scale-down and the one nearest to the worst latency, the earliest of equals, each with what it is; in the order of time.
    /// Fewer than three when one is several of these, or there are not so many.
    /// </summary>
    public static IReadOnlyList<(ScalingStep Step, string Why)> Of(ServiceOutcome outcome)
    {
        var found = new List<(ScalingStep Step, string Why)>();
        if (outcome.Steps.Where(step => step.To > step.From).MaxBy(step => step.To - step.From) is { } up)
            found.Add((up, "largest scale-up"));
        if (outcome.Steps.Where(step => step.To < step.From).MaxBy(step => step.From - step.To) is { } down)
            found.Add((down, "largest scale-down"));
        if (outcome.Series.Where(interval => Latency(interval) > 0).MaxBy(Latency) is { } worst
            && outcome.Steps.MinBy(step => Math.Abs(step.AtSeconds - worst.EndSeconds)) is { } nearest)
        {
            var latency = double.IsInfinity(Latency(worst)) ? "nothing was answered" : $"p99 {FigureText.Milliseconds(Latency(worst) * 1000)}";
            found.Add((nearest, $"nearest to the worst latency, {latency} at {FigureText.Significant(worst.EndSeconds)} s"));
        }
        return [.. found.GroupBy(each => each.Step).Select(group => (group.Key, string.Join("; ", group.Select(each => each.Why)))).OrderBy(each => each.Key.AtSeconds)];
    }

    /// <summary>A stretch of which nothing was completed though requests failed is the worst of all.</summary>
    private static double Latency(ServiceInterval interval) => interval.P99Seconds ?? (interval.Failed > 0 ? double.PositiveInfinity : 0);
}
