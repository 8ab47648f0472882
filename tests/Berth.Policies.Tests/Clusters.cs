using Berth.Model;
using Berth.Policies.Placement;

namespace Berth.Policies.Tests;

/// <summary>Small clusters.</summary>
internal static class Clusters
{
    /// <summary>A node of a site that is named like it: <c>edge-1</c> is in <c>edge</c>.</summary>
    internal sealed record Given(string Name, Tier Tier, double Cores = 1, int Streams = 0)
    {
        internal string Site => Name[..Name.LastIndexOf('-')];
    }

    /// <summary>Nodes with streams on them; the named pairs of sites have no link.</summary>
    internal static Cluster Of(IReadOnlyList<Given> nodes, params (string, string)[] cut)
    {
        var sites = nodes.Select(node => (node.Site, node.Tier)).Distinct().ToList();
        var cluster = new Cluster(
            [.. nodes.Select(node => new NodeSpec(node.Name, sites.FindIndex(site => site.Site == node.Site), node.Cores * 1000, 1e9))],
            [.. sites.Select(site => new SiteSpec(site.Site, site.Tier))],
            (one, other) => !cut.Contains((sites[one].Site, sites[other].Site)) && !cut.Contains((sites[other].Site, sites[one].Site)));
        foreach (var node in nodes)
            for (var stream = 0; stream < node.Streams; stream++)
                cluster.Take(new(-1 - stream, "other", default, double.PositiveInfinity), cluster.IndexOf(node.Name), 0);
        return cluster;
    }
}
