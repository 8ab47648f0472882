using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Collecting;
using Berth.Cluster.Tests.Harness;
using Berth.Records.Formats.Prometheus;

namespace Berth.Cluster.Tests.Collecting;

/// <summary>A real kubelet, asked in both ways.</summary>
public sealed class KubeletsOnKubelet(RealCluster cluster) : ClusterSpecs
{
    private const string Node = "node-1";

    private protected override Task<ClusterAccess> OpenAsync() => cluster.NodesAsync(1);

    [Theory]
    [InlineData(KubeletRoute.Proxy)]
    [InlineData(KubeletRoute.Direct)]
    public async Task It_says_what_its_node_has_used(KubeletRoute route)
    {
        using var kubelets = new Kubelets(Client, route);
        var resource = ExpositionText.Parse(await kubelets.ReadAsync(Node, "metrics/resource", Cancellation)).Single(sample => sample.Series.Name == "node_cpu_usage_seconds_total");
        var summary = KubeletSummary.Read(await kubelets.ReadAsync(Node, "stats/summary", Cancellation), Space).Single(sample => sample.Series.Name == "node_cpu_usage_seconds_total");
        Assert.InRange(summary.Value - resource.Value, 0, 100);
    }

    [Theory]
    [InlineData(KubeletRoute.Proxy, "403 nodes \"node-1\" is forbidden: ", "cannot get resource \"nodes/proxy\"")]
    [InlineData(KubeletRoute.Direct, "GET ", "cannot list resource \"nodes\"")]
    public async Task Who_may_not_ask_is_told_which_right_is_missing(KubeletRoute route, string begin, string right)
    {
        using var client = new ApiClient(Client.Access with { Credentials = new FixedCredential(new(await TokenAsync(), null)) }, TimeProvider.System);
        using var kubelets = new Kubelets(client, route);
        var refused = await Assert.ThrowsAsync<ClusterException>(() => kubelets.ReadAsync(Node, "metrics/resource", Cancellation));
        Assert.StartsWith(begin, refused.Message, StringComparison.Ordinal);
        Assert.Contains(right, refused.Message, StringComparison.Ordinal);
    }
}
