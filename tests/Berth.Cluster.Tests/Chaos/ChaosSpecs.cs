using Berth.Cluster.Access;
using Berth.Cluster.Objects;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Chaos;

/// <summary>What schedulers and their cluster are put through; afterwards every pod is bound exactly once, or pending with a reason, and no node has more than it takes.</summary>
public abstract class ChaosSpecs(RealCluster cluster) : ClusterSpecs
{
    private const double NodeCores = 8;

    private int _made;

    private protected RealCluster Real => cluster;

    private protected string Name => $"berth-{Space}";

    private protected string Config { get; private set; } = "";

    private protected WatchedPods Watched { get; private set; } = null!;

    private protected override async Task<ClusterAccess> OpenAsync()
    {
        Config = await cluster.BreakableAsync();
        return await cluster.AccessAsync();
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Watched = new(Api, Space);
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Watched is not null)
            await Watched.DisposeAsync();
        await base.DisposeAsync();
    }

    private protected BerthProcess Scheduler(string lease = "none", string policy = "least-allocated") =>
        new("scheduler", "--kubeconfig", Config, "--name", Name, "--policy", policy, "--lease", lease);

    private protected async Task NodesAsync(int count)
    {
        for (var node = 0; node < count; node++)
            await NodeAsync($"n{node}", cpu: NodeCores.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Makes pods for the scheduler; those that are too large for every node are told apart.</summary>
    private protected async Task PodsAsync(int count, bool large = false, string? scheduler = null)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) =>
            await PodAsync($"{(large ? "large" : "pod")}-{Interlocked.Increment(ref _made)}", cpu: large ? "9" : "100m", scheduler: scheduler ?? Name));
    }

    private protected async Task<IReadOnlyList<Pod>> AllAsync() => (await Api.Pods.ListAsync(new(Space), Cancellation)).Items;

    /// <summary>Waits until all is as it should be, then looks at all that happened.</summary>
    private protected async Task SettlesAsync(int large = 0)
    {
        await Eventually.HoldsAsync("every pod has a node, but for those that are too large, which have a reason", TimeSpan.FromSeconds(60), async () =>
        {
            var waiting = (await AllAsync()).Where(pod => pod.Spec.NodeName is null).ToList();
            return waiting.Count == large && waiting.All(pod => Reason(pod) is not null);
        });
        var pods = await AllAsync();
        Assert.All(pods.Where(pod => pod.Spec.NodeName is null), pod => Assert.Contains("have too few cores", Reason(pod), StringComparison.Ordinal));
        await Eventually.HoldsAsync("the nodes of all pods were seen", () => pods.Where(pod => pod.Spec.NodeName is not null).All(pod => Watched.Nodes.ContainsKey(pod.Metadata.Uid!)));
        Assert.All(Watched.Nodes.Values, nodes => Assert.Single(nodes));
        Assert.All(pods.Where(pod => pod.Spec.NodeName is not null).GroupBy(pod => pod.Spec.NodeName), node =>
            Assert.True(node.Sum(pod => Quantity.Milli(pod.Spec.Containers[0].Resources!.Requests!["cpu"])) <= NodeCores * 1000, $"{node.Key} has more than it takes"));
        // What a decision says is what was done.
        Assert.All(pods.Where(pod => pod.Spec.NodeName is not null), pod => Assert.Contains($"\"node\":\"{pod.Spec.NodeName}\"", pod.Metadata.Annotation("berth/decision"), StringComparison.Ordinal));
    }

    private protected static string? Reason(Pod pod) => pod.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "PodScheduled", Status: "False" })?.Message;
}
