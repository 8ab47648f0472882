using Berth.Accounting;
using Berth.Cluster.Scheduling.State;
using Berth.Model.Units;
using Berth.Serving.Measures;

namespace Berth.Cluster.Scheduling.Running;

/// <summary>What is known of nodes, as metrics. Power is modelled: linear in the cores that pods request, with the power usage effectiveness of the site.</summary>
internal static class NodeMetrics
{
    /// <summary>Writes every node, and the sums by which policies are compared.</summary>
    internal static void Write(MetricsText text, IReadOnlyList<NodeInfo> nodes, string policy)
    {
        Each("berth_node_cores", "Cores that pods may request.", node => node.Cpu / 1000);
        Each("berth_node_requested_cores", "Cores that its pods request.", node => node.CpuTaken / 1000);
        Each("berth_node_memory_bytes", "Memory that pods may request.", node => node.Memory);
        Each("berth_node_requested_memory_bytes", "Memory that its pods request.", node => node.MemoryTaken);
        Each("berth_node_pods", "Pods on it.", node => node.Pods.Count);
        Each("berth_node_power_watts", "Modelled power, where its labels say what it draws.", Watts);
        Each("berth_node_carbon_intensity_grams_per_kwh", "Carbon intensity of its electricity, where its labels say it.", node => node.Traits.Carbon);
        Sum("berth_scheduler_used_nodes", "Nodes with pods.", nodes.Count(node => node.Pods.Count > 0));
        Sum("berth_scheduler_power_watts", "Modelled power of all nodes whose power is known.", nodes.Sum(node => Watts(node) ?? 0));
        Sum("berth_scheduler_carbon_grams_per_hour", "Modelled emissions of all nodes whose power and carbon intensity are known.", nodes.Sum(node => Watts(node) * node.Traits.Carbon / 1000 ?? 0));

        void Each(string name, string help, Func<NodeInfo, double?> value)
        {
            text.Metric(name, "gauge", help);
            foreach (var node in nodes)
                if (value(node) is { } known)
                    text.Value(name, known, ("node", node.Name), ("site", node.Traits.Site), ("tier", node.Traits.Tier.ToString().ToLowerInvariant()));
        }

        void Sum(string name, string help, double value) => text.Metric(name, "gauge", help).Value(name, value, ("policy", policy));
    }

    private static double? Watts(NodeInfo node)
    {
        if (node.Traits is not { IdleWatts: { } idle, PeakWatts: { } peak } traits)
            return null;
        var watts = node.Pods.Count == 0 && traits.SleepWatts is { } asleep ? asleep : PowerModel.Linear(new Power(idle), new Power(peak)).At(node.Cpu > 0 ? node.CpuTaken / node.Cpu : 0).Watts;
        return traits.Pue * watts;
    }
}
