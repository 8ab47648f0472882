using System.Diagnostics;
using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.Deciding;
using Berth.Policies.Placement;
using Node = Berth.Cluster.Objects.Node;

namespace Berth.Benchmarks;

/// <summary>The cluster's scheduler without a server: decisions a second on 5,000 nodes for 10,000 pods, that come one by one or all at once, by the rules that they bring.</summary>
internal static class ClusterDecisions
{
    private const int Nodes = 5000, Pods = 10_000;

    internal static int Run(string[] arguments)
    {
        var policies = arguments.Length > 0 ? arguments : ["first-fit", "least-allocated", "energy-aware", "ecsched"];
        Console.WriteLine($"{Nodes:N0} nodes, {Pods:N0} pods");
        Console.WriteLine($"{"policy",-18}{"pods",-16}{"come",-12}{"decisions/s",12}{"bound",8}");
        foreach (var policy in policies)
            foreach (var (kind, spec) in Kinds())
                foreach (var together in (bool[])[true, false])
                {
                    // What looks at other pods costs a look at all of them.
                    var count = kind is "spread" or "apart" ? Pods / 10 : Pods;
                    Once(policy, spec, together, count / 10);
                    var (seconds, bound) = Once(policy, spec, together, count);
                    Console.WriteLine($"{policy,-18}{kind,-16}{(together ? "at once" : "one by one"),-12}{count / seconds,12:N0}{bound,8}");
                }
        return 0;
    }

    private static IEnumerable<(string Kind, PodSpec Spec)> Kinds()
    {
        var web = new LabelSelector { MatchLabels = new Dictionary<string, string> { ["app"] = "web" } };
        yield return ("plain", new());
        yield return ("selecting", new() { NodeSelector = new Dictionary<string, string> { ["zone"] = "zone-1" } });
        yield return ("spread", new() { TopologySpreadConstraints = [new() { TopologyKey = "zone", LabelSelector = web }] });
        yield return ("apart", new() { Affinity = new() { PodAntiAffinity = new() { Required = [new() { LabelSelector = web, TopologyKey = "kubernetes.io/hostname" }] } } });
    }

    private static (double Seconds, int Bound) Once(string policy, PodSpec spec, bool together, int count)
    {
        var core = new SchedulerCore("berth", PlacementPolicies.Get(policy), new(1, "policy"));
        for (var node = 0; node < Nodes; node++)
            core.SetNode(Node(node));
        var pods = Enumerable.Range(0, count).Select(pod => Pod(pod, spec)).ToList();
        _ = core.View;
        if (together)
            pods.ForEach(core.SetPod);
        var bound = 0;
        var watch = Stopwatch.StartNew();
        foreach (var pod in together ? pods.Take(1) : pods)
        {
            if (!together)
                core.SetPod(pod);
            while (core.AnyReady)
                foreach (var verdict in core.Decide(0))
                    bound += verdict.Node is null ? 0 : 1;
        }
        return (watch.Elapsed.TotalSeconds, bound);
    }

    private static Node Node(int number) => new()
    {
        Metadata = new() { Name = $"node-{number}", Labels = new Dictionary<string, string> { ["zone"] = $"zone-{number % 3}", ["kubernetes.io/hostname"] = $"node-{number}", ["berth/idle-power"] = "60W", ["berth/peak-power"] = "240W" } },
        Status = new() { Allocatable = new Dictionary<string, string> { ["cpu"] = (4 << number % 3).ToString(), ["memory"] = "32Gi", ["pods"] = "110" } },
    };

    private static Pod Pod(int number, PodSpec spec) => new()
    {
        Metadata = new() { Name = $"pod-{number}", Namespace = "default", Uid = number.ToString(), Labels = new Dictionary<string, string> { ["app"] = "web" } },
        Spec = spec with
        {
            SchedulerName = "berth",
            Containers = [new() { Resources = new() { Requests = new Dictionary<string, string> { ["cpu"] = $"{100 + number % 7 * 50}m", ["memory"] = "256Mi" } } }],
        },
    };
}
