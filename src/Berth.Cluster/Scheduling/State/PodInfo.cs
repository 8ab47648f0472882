using System.Text.Json;
using Berth.Cluster.Objects;
using Berth.Model.Jobs;
using Berth.Policies.Placement;

namespace Berth.Cluster.Scheduling.State;

/// <summary>A pod as the scheduler keeps it: read once, and asked many times.</summary>
internal sealed class PodInfo
{
    /// <summary>Resource that counts as graphics processors.</summary>
    internal const string Gpu = "nvidia.com/gpu";

    /// <summary>How long a pod runs, in seconds, where nothing says so: policies that weigh time need some length.</summary>
    internal const double UnknownLength = 3600;

    internal PodInfo(int id, Pod pod)
    {
        (Id, Pod, Key) = (id, pod, ObjectKey.Of(pod));
        var requests = PodRequests.Of(pod.Spec);
        requests.Remove(PodRequests.Cpu, out var cpu);
        requests.Remove(PodRequests.Memory, out var memory);
        Demand = new(cpu, memory, requests.GetValueOrDefault(Gpu) is > 0 and var gpus ? new GpuDemand((int)gpus, 1000) : default);
        Further = [.. requests.Where(each => each.Value > 0)];
        Ports = [.. pod.Spec.Containers.SelectMany(container => container.Ports ?? []).Where(port => port.HostPort > 0).Select(HostPort.Of)];
        var affinity = pod.Spec.Affinity;
        Near = affinity?.PodAffinity?.Required ?? [];
        Apart = affinity?.PodAntiAffinity?.Required ?? [];
        Spread = [.. (pod.Spec.TopologySpreadConstraints ?? []).Where(each => each.WhenUnsatisfiable == "DoNotSchedule")];
        NodeTerms = affinity?.NodeAffinity?.Required?.NodeSelectorTerms;
        Shape = ShapeOf(pod.Spec, NodeTerms);
        ApartKey = Apart.Count == 0 ? "" : Key.Namespace + JsonSerializer.Serialize(affinity!.PodAntiAffinity!, KubeJson.Of<PodAffinity>());
    }

    /// <summary>Number that it has in the view.</summary>
    internal int Id { get; }

    internal Pod Pod { get; private set; }

    internal ObjectKey Key { get; }

    internal Demand Demand { get; }

    /// <summary>What it takes beside cores and memory: ephemeral storage and extended resources.</summary>
    internal IReadOnlyList<KeyValuePair<string, double>> Further { get; }

    internal IReadOnlyList<HostPort> Ports { get; }

    /// <summary>Terms of its pod affinity.</summary>
    internal IReadOnlyList<PodAffinityTerm> Near { get; }

    /// <summary>Terms of its pod anti-affinity.</summary>
    internal IReadOnlyList<PodAffinityTerm> Apart { get; }

    /// <summary>Equal for pods that keep the same others away; empty when it keeps none.</summary>
    internal string ApartKey { get; }

    internal IReadOnlyList<TopologySpreadConstraint> Spread { get; }

    /// <summary>Terms of its node affinity of which one must hold; null is none needed.</summary>
    internal IReadOnlyList<NodeSelectorTerm>? NodeTerms { get; }

    /// <summary>Equal for pods to which the same nodes are open, but for what runs on them.</summary>
    internal string Shape { get; }

    /// <summary>Node on which it is, or was assumed to be; null while it has none.</summary>
    internal NodeInfo? Node { get; set; }

    /// <summary>What the view has counted for it: less than its demand on a node that has too little.</summary>
    internal TaskRequest? Booked { get; set; }

    /// <summary>Whether it was given its node here and the server has not said so yet.</summary>
    internal bool Assumed { get; set; }

    internal int Priority => Pod.Spec.Priority ?? 0;

    internal string Namespace => Key.Namespace;

    /// <summary>Whether where it can go depends on which pods are where, so that it is decided about alone.</summary>
    internal bool LooksAtPods => Further.Count > 0 || Ports.Count > 0 || Near.Count > 0 || Apart.Count > 0 || Spread.Count > 0 || Predicates.NotWeighed.Reason(this) is not null;

    /// <summary>Takes what may change of a pod that has no node: labels and annotations.</summary>
    internal void Update(Pod pod) => Pod = pod;

    private static string ShapeOf(PodSpec spec, IReadOnlyList<NodeSelectorTerm>? terms)
    {
        if (spec.NodeSelector is not { Count: > 0 } && terms is null && spec.Tolerations is not { Count: > 0 })
            return "";
        var shape = new PodSpec
        {
            NodeSelector = spec.NodeSelector, Tolerations = spec.Tolerations,
            Affinity = terms is null ? null : new() { NodeAffinity = new() { Required = new() { NodeSelectorTerms = terms } } },
        };
        return JsonSerializer.Serialize(shape, KubeJson.Of<PodSpec>());
    }
}
