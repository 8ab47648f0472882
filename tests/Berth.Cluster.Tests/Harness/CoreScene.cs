using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.Deciding;
using Berth.Policies.Placement;
using Node = Berth.Cluster.Objects.Node;
using NodeSpec = Berth.Cluster.Objects.NodeSpec;

namespace Berth.Cluster.Tests.Harness;

/// <summary>A scheduler without a server, told of nodes and pods by hand.</summary>
internal sealed class CoreScene(string policy = "first-fit", IReadOnlyDictionary<string, double>? options = null)
{
    internal const long Second = 1_000_000_000;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private int _made;

    internal SchedulerCore Core { get; } = new("berth", PlacementPolicies.Get(policy, options), new(7, "test"));

    internal long Now { get; set; } = (Start - DateTimeOffset.UnixEpoch).Ticks * 100 + 3600 * Second;

    internal static Node Node(
        string name, string cpu = "4", string memory = "8Gi", int pods = 110, Dictionary<string, string>? labels = null, Taint[]? taints = null, bool cordoned = false,
        Dictionary<string, string>? further = null) => new()
        {
            Metadata = new() { Name = name, Uid = $"node {name}", Labels = labels },
            Spec = new NodeSpec { Taints = taints, Unschedulable = cordoned },
            Status = new() { Allocatable = new Dictionary<string, string>(further ?? []) { ["cpu"] = cpu, ["memory"] = memory, ["pods"] = pods.ToString() } },
        };

    internal Pod Pod(
        string name, string cpu = "1", string memory = "1Gi", PodSpec? spec = null, Dictionary<string, string>? labels = null, string? node = null, int? priority = null,
        Dictionary<string, string>? annotations = null, string space = "default", Dictionary<string, string>? further = null, ContainerPort[]? ports = null) => new()
        {
            Metadata = new() { Name = name, Namespace = space, Uid = $"pod {name} {++_made}", Labels = labels, Annotations = annotations, CreationTimestamp = Start.AddSeconds(_made) },
            Spec = (spec ?? new()) with
            {
                SchedulerName = "berth", NodeName = node, Priority = priority ?? spec?.Priority,
                Containers = [new() { Name = "main", Ports = ports, Resources = new() { Requests = new Dictionary<string, string>(further ?? []) { ["cpu"] = cpu, ["memory"] = memory } } }],
            },
            Status = new() { Phase = "Pending" },
        };

    internal CoreScene With(params Node[] nodes)
    {
        foreach (var node in nodes)
            Core.SetNode(node);
        return this;
    }

    internal CoreScene With(params Pod[] pods)
    {
        foreach (var pod in pods)
            Core.SetPod(pod);
        return this;
    }

    /// <summary>Decides until nobody is left to decide about; what was said last of each pod.</summary>
    internal Dictionary<string, Verdict> Decide()
    {
        var verdicts = new Dictionary<string, Verdict>();
        Core.Advance(Now);
        while (Core.AnyReady)
            foreach (var verdict in Core.Decide(Now))
                verdicts[verdict.Pod.Key.Name] = verdict;
        return verdicts;
    }

    /// <summary>Node of a pod that is new.</summary>
    internal string? Place(Pod pod)
    {
        Core.SetPod(pod);
        return Decide()[pod.Metadata.Name!].Node?.Name;
    }

    /// <summary>Why a pod that is new has no node.</summary>
    internal string Refusal(Pod pod)
    {
        Core.SetPod(pod);
        return Decide()[pod.Metadata.Name!].Refusal!;
    }
}
