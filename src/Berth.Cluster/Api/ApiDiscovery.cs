using Berth.Cluster.Objects;

namespace Berth.Cluster.Api;

/// <summary>Which versions of the API a server has: clusters of different ages have different ones.</summary>
/// <param name="client">Speaks with the server.</param>
public sealed class ApiDiscovery(ApiClient client)
{
    /// <summary>The first of some versions of a group that the server has; null when it has none of them.</summary>
    /// <param name="group">The group.</param>
    /// <param name="wanted">Versions that are understood, the best first.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<string?> FindAsync(string group, IReadOnlyList<string> wanted, CancellationToken cancellation)
    {
        var groups = await client.SendAsync(HttpMethod.Get, "apis", null, KubeJson.Of<ApiGroups>(), cancellation).ConfigureAwait(false);
        var known = groups.Groups.FirstOrDefault(each => each.Name == group)?.Versions.Select(version => version.Version).ToHashSet() ?? [];
        return wanted.FirstOrDefault(known.Contains);
    }
}
