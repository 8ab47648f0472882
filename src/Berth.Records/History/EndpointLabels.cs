using Berth.Records.Timelines;

namespace Berth.Records.History;

/// <summary>The labels of a series as <c>/endpoints</c> has them.</summary>
internal static class EndpointLabels
{
    internal static IReadOnlyDictionary<string, string> Of(MetricSeries series) => Of(series.Name, series.Labels);

    /// <summary>The name first, then the labels in ordinal order, as Prometheus writes them.</summary>
    internal static IReadOnlyDictionary<string, string> Of(string name, IEnumerable<KeyValuePair<string, string>> labels)
    {
        var all = new OrderedDictionary<string, string> { ["__name__"] = name };
        foreach (var (label, value) in labels.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            all.TryAdd(label, value);
        return all;
    }
}
