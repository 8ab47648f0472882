using Berth.Cluster.Objects;

namespace Berth.Cluster.Scheduling.State;

/// <summary>A node with what is on it. It may be known only from pods that name it, before it is seen itself.</summary>
/// <param name="name">Name.</param>
internal sealed class NodeInfo(string name)
{
    private static readonly Dictionary<string, string> Nothing = [];
    private readonly Dictionary<string, double> _furtherTaken = [];
    private Dictionary<string, double> _further = [];

    internal string Name => name;

    /// <summary>Whether the node itself is known.</summary>
    internal bool IsKnown { get; private set; }

    /// <summary>Place in the view; -1 while it has none.</summary>
    internal int Index { get; set; } = -1;

    internal NodeTraits Traits { get; private set; } = NodeTraits.None;

    internal IReadOnlyDictionary<string, string> Labels { get; private set; } = Nothing;

    internal IReadOnlyList<Taint> Taints { get; private set; } = [];

    internal bool Unschedulable { get; private set; }

    /// <summary>Thousandths of cores that pods may request together.</summary>
    internal double Cpu { get; private set; }

    /// <summary>Bytes that pods may request together.</summary>
    internal double Memory { get; private set; }

    /// <summary>Pods that it takes at most.</summary>
    internal int MostPods { get; private set; }

    /// <summary>The pods on it, assumed ones included, by their numbers.</summary>
    internal Dictionary<int, PodInfo> Pods { get; } = [];

    /// <summary>Thousandths of cores that its pods request.</summary>
    internal double CpuTaken { get; private set; }

    /// <summary>Bytes that its pods request.</summary>
    internal double MemoryTaken { get; private set; }

    internal double CpuFree => Cpu - CpuTaken;

    internal double MemoryFree => Memory - MemoryTaken;

    internal bool IsFull => Pods.Count >= MostPods;

    /// <summary>What it has of a resource beside cores and memory.</summary>
    internal double Further(string resource) => _further.GetValueOrDefault(resource);

    /// <summary>What is free of it.</summary>
    internal double FurtherFree(string resource) => Further(resource) - _furtherTaken.GetValueOrDefault(resource);

    /// <summary>Reads the node; says what of it changed.</summary>
    internal NodeChange Read(Node node)
    {
        var allocatable = (node.Status?.Allocatable ?? Nothing).ToDictionary(each => each.Key, each => PodRequests.Amount(each.Key, each.Value));
        allocatable.Remove(PodRequests.Cpu, out var cpu);
        allocatable.Remove(PodRequests.Memory, out var memory);
        allocatable.Remove("pods", out var pods);
        var traits = NodeTraits.Of(node);
        var (labels, taints, closed) = (node.Metadata.Labels ?? Nothing, node.Spec?.Taints ?? [], node.Spec?.Unschedulable ?? false);
        var sizes = !IsKnown || cpu != Cpu || memory != Memory || traits != Traits || allocatable.GetValueOrDefault(PodInfo.Gpu) != Further(PodInfo.Gpu);
        var conditions = !IsKnown || closed != Unschedulable || !taints.SequenceEqual(Taints) || labels.Count != Labels.Count || labels.Except(Labels).Any();
        var room = sizes || conditions || pods != MostPods || allocatable.Count != _further.Count || allocatable.Except(_further).Any();
        (Cpu, Memory, MostPods, _further, Traits, Labels, Taints, Unschedulable, IsKnown) = (cpu, memory, (int)Math.Min(pods, int.MaxValue), allocatable, traits, labels, taints, closed, true);
        return new(sizes, conditions, room);
    }

    /// <summary>The node is gone; pods that name it may still be there.</summary>
    internal void Forget() => (IsKnown, Index) = (false, -1);

    internal void Add(PodInfo pod)
    {
        Pods.Add(pod.Id, pod);
        Count(pod, 1);
    }

    internal void Remove(PodInfo pod)
    {
        Pods.Remove(pod.Id);
        Count(pod, -1);
    }

    private void Count(PodInfo pod, int sign)
    {
        CpuTaken += sign * pod.Demand.Cpu;
        MemoryTaken += sign * pod.Demand.Memory;
        foreach (var (resource, amount) in pod.Further)
            _furtherTaken[resource] = _furtherTaken.GetValueOrDefault(resource) + sign * amount;
    }

}

/// <summary>What of a node changed.</summary>
/// <param name="Sizes">What policies see of it.</param>
/// <param name="Conditions">Labels and taints, which open it to pods.</param>
/// <param name="Room">Any of these, or how many pods or other resources it takes.</param>
internal readonly record struct NodeChange(bool Sizes, bool Conditions, bool Room);
