using Berth.Model;
using Berth.Records.Store;
using Berth.Reports.Document;

namespace Berth.Reports.Building;

/// <summary>Sites and links of the first variant, and what flowed between sites under each placement of each.</summary>
internal sealed class TopologyBuilder(RunReader reader, IReadOnlyList<Variant> variants)
{
    /// <summary>Nodes of a site up to which the map draws each (<c>mostDrawn</c> in viewer/src/topology/nodes.ts).</summary>
    private const int MostDrawn = 60;

    internal ReportTopology Build(IReadOnlyList<DeploymentRecord> deployments)
    {
        var continuum = variants[0].Experiment.Continuum;
        return new([.. continuum.Sites.Select(Site)], [.. continuum.Links.Select(Link)], [.. deployments.GroupBy(each => (each.Variant, each.Placement)).SelectMany(Flows)]);
    }

    private static ReportSite Site(Site site) => new(
        site.Name,
        site.Tier.ToString().ToLowerInvariant(),
        site.Nodes,
        site.Cpu.Cores,
        site.Share.Value * 100,
        (long)site.Memory.Bytes,
        site.Power?.Idle.Watts,
        site.Power?.Peak.Watts,
        site.Pue,
        site.Carbon?.GramsPerKilowattHour,
        site.Nodes <= MostDrawn ? site.NodeNames : null);

    private static ReportLink Link(Link link) =>
        new(link.From, link.To, link.Latency.ToString(), link.Rate?.ToString() ?? (link.Trace is null ? "unlimited" : $"trace {Path.GetFileName(link.Trace)}"), link.Loss.Value * 100);

    private IEnumerable<ReportFlow> Flows(IGrouping<(int Variant, string Placement), DeploymentRecord> placement)
    {
        var variant = variants[placement.Key.Variant - 1];
        var siteOf = variant.Experiment.Continuum.Nodes.ToDictionary(node => node.Name, node => node.Site.Name);
        return placement.SelectMany(deployment => reader.LinkFlows(deployment.Deployment)).GroupBy(flow => (From: siteOf[flow.From], To: siteOf[flow.To])).Select(group => new ReportFlow(
            variant.Label,
            placement.Key.Placement,
            group.Key.From,
            group.Key.To,
            group.Sum(flow => flow.Packets),
            group.Sum(flow => flow.Bytes),
            group.Sum(flow => flow.LostByChance),
            group.Sum(flow => flow.DroppedByQueue),
            group.Sum(flow => flow.DroppedDown)));
    }
}
