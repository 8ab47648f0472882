using Berth.Model.Units;

namespace Berth.Model.Files;

/// <summary>Declares what is promised of latencies.</summary>
internal static class ObjectiveReader
{
    private static readonly Dictionary<string, SloRequirement> RequireWords = new() { ["none"] = SloRequirement.None, ["any"] = SloRequirement.Any, ["all"] = SloRequirement.All };

    internal static ServiceLevelObjective Read(Fields fields)
    {
        var bounds = new List<PercentileBound>();
        foreach (var percentile in (ReadOnlySpan<double>)[50, 90, 95, 99, 99.9])
            if (fields.OptionalQuantity<Duration>($"p{percentile}", $"Bound of the latency's {percentile}th percentile.", bound => bound.Seconds > 0 ? null : "it must be above 0") is { } bound)
                bounds.Add(new(percentile, bound));
        var objective = new ServiceLevelObjective(bounds, fields.Choice("require", "Which of what is compared must meet it for the run to succeed.", RequireWords, SloRequirement.None));
        if (bounds.Count == 0 && !fields.Has("p99"))
            fields.Error("require", "an objective needs at least one bound", "for example p99: 500ms");
        return objective;
    }
}
