using Berth.Accounting;
using Berth.Model;

namespace Berth.Policies.Placement;

/// <summary>Makes the cluster that policies read.</summary>
public static class ClusterOf
{
    /// <summary>An empty cluster of the nodes of a continuum.</summary>
    /// <param name="continuum">The continuum.</param>
    /// <param name="forecast">What is expected of a site's carbon intensity; null is nothing.</param>
    /// <param name="bySpeed">Whether a slow core counts as a part of a core of speed 1, as streams of items see it, instead of as a core on which work takes longer.</param>
    public static Cluster Continuum(Continuum continuum, Func<Site, ICarbonForecast?>? forecast = null, bool bySpeed = false)
    {
        var sites = continuum.Places;
        var index = sites.Index().ToDictionary(pair => pair.Item.PlaceName, pair => pair.Index);
        var power = continuum.Sites.ToDictionary(site => site.Name, site => site.Power is { } curve ? new PowerModel(curve) : null);
        var nodes = continuum.Nodes.Select(node => new NodeSpec(
            node.Name,
            index[node.Site.PlaceName],
            Math.Floor(Math.Round(node.Site.Cpu.Cores * 1000 * (bySpeed ? node.Site.Share.Value : 1), 6)),
            Math.Floor(node.Site.Memory.Bytes),
            node.Site.Gpu?.Count ?? 0,
            node.Site.Gpu?.Model ?? "",
            bySpeed ? 1 : node.Site.Share.Value,
            power[node.Site.Name],
            node.Site.Sleep?.Watts,
            node.Site.Gpu?.Peak?.Watts ?? 0));
        return new(
            [.. nodes],
            [.. sites.Select(site => new SiteSpec(site.PlaceName, site.Tier, site.Pue, site.Price, forecast?.Invoke(site)))],
            (one, other) => continuum.Connected(sites[one].Name, sites[other].Name));
    }
}
