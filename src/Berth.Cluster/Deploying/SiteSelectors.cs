using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling;
using Berth.Model;

namespace Berth.Cluster.Deploying;

/// <summary>By which label the nodes of a cluster say that they are a site: their site, else their tier, else none does.</summary>
internal static class SiteSelectors
{
    /// <summary>The label and value of each site by its name; null where its pods may run anywhere.</summary>
    /// <param name="client">Speaks with the server.</param>
    /// <param name="sites">The sites.</param>
    /// <param name="note">Told of sites that no node says it is.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ApiException">The nodes cannot be listed.</exception>
    internal static async Task<IReadOnlyDictionary<string, (string Label, string Value)?>> FindAsync(ApiClient client, IReadOnlyList<Site> sites, Action<string> note, CancellationToken cancellation)
    {
        var (hosts, _) = await new ApiResource<Objects.Node>(client, ResourceType.Nodes).ListAsync(Selection.All, cancellation).ConfigureAwait(false);
        var selectors = sites.ToDictionary(site => site.Name, site => Of(site, hosts));
        List<string> anywhere = [.. selectors.Where(each => each.Value is null).Select(each => each.Key)];
        if (anywhere.Count > 0)
            note($"no node of the cluster has the label {BerthLabels.Site} or {BerthLabels.Tier} of {string.Join(", ", anywhere)}: their pods ran anywhere");
        return selectors;
    }

    private static (string Label, string Value)? Of(Site site, IReadOnlyList<Objects.Node> hosts)
    {
        foreach (var label in (ReadOnlySpan<(string Name, string Value)>)[(BerthLabels.Site, site.Name), (BerthLabels.Tier, site.Tier.ToString().ToLowerInvariant())])
            if (hosts.Any(host => host.Metadata.Label(label.Name) == label.Value))
                return label;
        return null;
    }
}
