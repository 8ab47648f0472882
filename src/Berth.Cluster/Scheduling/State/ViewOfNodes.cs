using Berth.Accounting;
using Berth.Model.Units;
using Berth.Policies.Placement;
using ClusterView = Berth.Policies.Placement.Cluster;
using NodeSpec = Berth.Policies.Placement.NodeSpec;

namespace Berth.Cluster.Scheduling.State;

/// <summary>Makes the view that policies read of the nodes of a cluster.</summary>
internal static class ViewOfNodes
{
    /// <summary>A view on which nothing runs; every node learns its place in it.</summary>
    internal static ClusterView Make(IReadOnlyCollection<NodeInfo> nodes)
    {
        var sites = new Dictionary<(string, Model.Tier, double, double, double?), int>();
        var specs = new List<SiteSpec>();
        // In the order of the view, so that the order in which nodes were heard of decides nothing.
        var view = new ClusterView([.. nodes.OrderBy(node => node.Name, NaturalOrder.Instance).Select(node => Spec(node, SiteOf(node.Traits)))], specs);
        var byName = nodes.ToDictionary(node => node.Name);
        for (var index = 0; index < view.Count; index++)
            byName[view[index].Name].Index = index;
        return view;

        int SiteOf(NodeTraits traits)
        {
            // Nodes of one site may differ in what their electricity is like; for policies those are different sites.
            var key = (traits.Site, traits.Tier, traits.Pue, traits.Price, traits.Carbon);
            if (!sites.TryGetValue(key, out var site))
            {
                sites.Add(key, site = specs.Count);
                specs.Add(new(traits.Site, traits.Tier, traits.Pue, traits.Price, traits.Carbon is { } grams ? new SteadyIntensity(grams) : null));
            }
            return site;
        }
    }

    private static NodeSpec Spec(NodeInfo node, int site)
    {
        var traits = node.Traits;
        return new(
            node.Name, site, node.Cpu, node.Memory, (int)Math.Min(node.Further(PodInfo.Gpu), 1024), "", traits.Speed,
            traits is { IdleWatts: { } idle, PeakWatts: { } peak } ? PowerModel.Linear(new Power(idle), new Power(peak)) : null, traits.SleepWatts);
    }
}
