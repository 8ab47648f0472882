using Berth.Cluster.Access;
using Berth.Cluster.Autoscaling;
using Berth.Cluster.Collecting;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Autoscaling;

/// <summary>What pods use where the cluster has no metrics API: the growth of what kubelets count.</summary>
public sealed class PodUseTests : ClusterSpecs
{
    private static readonly DateTimeOffset Begun = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);

    private string _resource = "";

    private protected override Task<ClusterAccess> OpenAsync() => OpenStandInAsync();

    [Fact]
    public async Task It_is_the_growth_of_the_counters_of_all_containers_of_a_pod()
    {
        using var kubelets = new Kubelets(Client, KubeletRoute.Proxy);
        var use = new PodUse(Client, kubelets);
        await ReadAsync(use, ("a", "main", 10, 1_000), ("a", "side", 5, 1_000), ("b", "main", 1, 1_000));
        Assert.Empty(use.Samples);
        await ReadAsync(use, ("a", "main", 14, 9_000), ("a", "side", 7, 9_000), ("b", "main", 1, 1_000));
        Assert.Equal(new(0.75, 9_000_000_000, 8_000_000_000), Assert.Single(use.Samples, each => each.Key == "a").Value);
        Assert.DoesNotContain("b", use.Samples.Keys);
    }

    [Fact]
    public async Task A_counter_that_is_no_newer_keeps_its_sample_and_one_that_began_anew_has_none()
    {
        using var kubelets = new Kubelets(Client, KubeletRoute.Proxy);
        var use = new PodUse(Client, kubelets);
        await ReadAsync(use, ("a", "main", 10, 1_000));
        await ReadAsync(use, ("a", "main", 14, 9_000));
        await ReadAsync(use, ("a", "main", 14, 9_000));
        Assert.Equal(0.5, use.Samples["a"].Cores);
        await ReadAsync(use, ("a", "main", 1, 17_000));
        Assert.Empty(use.Samples);
    }

    [Fact]
    public async Task Without_kubelets_nothing_is_known()
    {
        var use = new PodUse(Client, null);
        await ReadAsync(use, ("a", "main", 10, 1_000));
        await ReadAsync(use, ("a", "main", 14, 9_000));
        Assert.Empty(use.Samples);
    }

    private async Task ReadAsync(PodUse use, params (string Pod, string Container, double Seconds, long Milliseconds)[] counters)
    {
        var start = Begun.ToUnixTimeMilliseconds();
        _resource = string.Concat(counters.Select(each => FormattableString.Invariant(
            $"container_cpu_usage_seconds_total{{container=\"{each.Container}\",namespace=\"{Space}\",pod=\"{each.Pod}\"}} {each.Seconds} {start + each.Milliseconds}\n")));
        Server!.Kubelet = path => path.EndsWith("/metrics/resource", StringComparison.Ordinal) ? _resource : null;
        await use.ReadAsync(Space, "app=classify", ["node-1"], moment => (moment - Begun).Ticks * 100, Cancellation);
    }
}
