using System.Globalization;
using System.Text.Json.Nodes;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Records;

namespace Berth.Cluster.Running;

/// <summary>What a cluster is made of, for whoever repeats a run.</summary>
internal static class ClusterFacts
{
    /// <summary>The version of the server, and a line for each kind of node.</summary>
    /// <exception cref="ApiException">A request failed.</exception>
    internal static async Task<IReadOnlyList<RunFact>> ReadAsync(ApiClient client, CancellationToken cancellation)
    {
        var version = await client.SendAsync(HttpMethod.Get, "version", null, KubeJson.Of<JsonObject>(), cancellation).ConfigureAwait(false);
        var (nodes, _) = await new ApiResource<JsonObject>(client, ResourceType.Nodes).ListAsync(Selection.All, cancellation).ConfigureAwait(false);
        return
        [
            new("Kubernetes", (string?)version["gitVersion"] ?? "unknown"),
            .. nodes.GroupBy(Describe).OrderByDescending(kind => kind.Count()).Select(kind => new RunFact(kind.Count() == 1 ? "1 node" : $"{kind.Count()} nodes", kind.Key)),
        ];
    }

    private static string Describe(JsonObject node)
    {
        var (info, capacity) = (node["status"]?["nodeInfo"], node["status"]?["capacity"]);
        string?[] parts =
        [
            (string?)info?["osImage"], (string?)info?["kernelVersion"] is { Length: > 0 } kernel ? $"kernel {kernel}" : null, (string?)info?["architecture"],
            (string?)capacity?["cpu"] is { } cores ? $"{cores} cores" : null,
            Quantity.TryParse((string?)capacity?["memory"] ?? "", out var bytes) ? string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / (1L << 30):0.#} GiB") : null,
            (string?)info?["kubeletVersion"] is { Length: > 0 } kubelet ? $"kubelet {kubelet}" : null, (string?)info?["containerRuntimeVersion"],
        ];
        return string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));
    }
}
