using Berth.Records.Timelines;

namespace Berth.Records.Metering;

/// <summary>
/// How Kepler (https://github.com/sustainable-computing-io/kepler/blob/main/docs/user/metrics.md; before 0.10 with other names, which
/// https://github.com/sustainable-computing-io/kepler-doc keeps as design/metrics.md) and Scaphandre (https://github.com/hubblo-org/scaphandre/blob/main/docs_src/references/metrics.md)
/// give energy to Prometheus.
/// </summary>
/// <param name="Meter">Who measures.</param>
/// <param name="Name">Names of the metrics: a regular expression as Prometheus reads it.</param>
/// <param name="Unit">Joules, or watts, that 1 of it is.</param>
/// <param name="Counts">Whether it counts energy; otherwise it is a power.</param>
/// <param name="Space">Label that names the namespace of a pod; empty for metrics of nodes.</param>
/// <param name="Labels">Labels of which one names the pod or the node.</param>
internal sealed record EnergyMetric(string Meter, string Name, double Unit, bool Counts, string Space, params IReadOnlyList<string> Labels)
{
    /// <summary>Energy of pods, the best first.</summary>
    internal static IReadOnlyList<EnergyMetric> OfPods { get; } =
    [
        new("Kepler", "kepler_pod_cpu_joules_total", 1, true, "pod_namespace", "pod_name"),
        new("Kepler", "kepler_container_joules_total", 1, true, "container_namespace", "pod_name"),
        new("Scaphandre", "scaph_process_power_consumption_microwatts", 1e-6, false, "kubernetes_pod_namespace", "kubernetes_pod_name"),
    ];

    /// <summary>Energy of the nodes of a cluster, the best first. A label of the program that Prometheus has, too, it calls <c>exported_…</c>.</summary>
    internal static IReadOnlyList<EnergyMetric> OfNodes { get; } =
    [
        new("Kepler", "kepler_node_cpu_joules_total", 1, true, "", "node_name"),
        new("Kepler", "kepler_node_(platform|package|dram)_joules_total", 1, true, "", "exported_instance", "node", "instance"),
        new("Scaphandre", "scaph_host_power_microwatts", 1e-6, false, "", "kubernetes_node_name", "node", "nodename", "instance"),
        new("Scaphandre", "scaph_host_energy_microjoules", 1e-6, true, "", "kubernetes_node_name", "node", "nodename", "instance"),
    ];

    /// <summary>What Prometheus is asked for; the final counts of pods that have ended are left out.</summary>
    /// <param name="space">Namespace; ignored for metrics of nodes.</param>
    internal string Selector(string space) => $"{{__name__=~\"{Name}\",state!=\"terminated\"{(Space.Length > 0 ? $",{Space}=\"{space}\"" : "")}}}";

    /// <summary>The pod or node that a series is of: the name alone, without a port.</summary>
    internal string Subject(MetricSeries series) => Labels.Select(series.Label).FirstOrDefault(name => name.Length > 0)?.Split(':')[0] ?? "";

    /// <summary>Joules of one subject within a window, from the series that are of it.</summary>
    internal WindowTotal? Joules(IEnumerable<(MetricSeries Series, Timeline Timeline)> series, TimeWindow window)
    {
        var domains = series.GroupBy(each => Domain(each.Series)).Select(domain => (Domain: domain.Key, Total: Total([.. domain.Select(each => each.Timeline)], window)))
            .Where(domain => domain.Total is not null).ToDictionary(domain => domain.Domain, domain => domain.Total!.Value);
        return Whole(domains) is { Count: > 0 } parts ? new(parts.Sum(part => part.Amount) * Unit, parts.Min(part => part.Covered)) : null;
    }

    private WindowTotal? Total(IReadOnlyList<Timeline> timelines, TimeWindow window) =>
        Counts ? WindowTotal.OfCounter(SummedTimeline.OfCounters(timelines), window) : WindowTotal.OfState(SummedTimeline.OfStates(timelines), window);

    /// <summary>
    /// Domains overlap (https://www.kernel.org/doc/html/latest/power/powercap/powercap.html): the platform has all others in it, a package its cores and what is beside them.
    /// </summary>
    private static IReadOnlyList<WindowTotal> Whole(Dictionary<string, WindowTotal> domains)
    {
        foreach (var all in (string[])["platform", "psys"])
            if (domains.TryGetValue(all, out var whole) && whole.Amount > 0)
                return [whole];
        IReadOnlyList<string> parts = domains.ContainsKey("package") ? ["", "package", "dram"] : ["", "core", "uncore", "dram"];
        return [.. parts.Where(domains.ContainsKey).Select(part => domains[part])];
    }

    /// <summary>Which part of the machine: the label <c>zone</c> says it, or the name; empty is all of it.</summary>
    private static string Domain(MetricSeries series) =>
        series.Label("zone") is { Length: > 0 } zone ? zone : series.Name.Split('_') is ["kepler", "node", ("platform" or "package" or "dram") and var domain, "joules", "total"] ? domain : "";
}
