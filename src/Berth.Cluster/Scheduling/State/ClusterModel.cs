using Berth.Cluster.Objects;
using Berth.Model.Jobs;
using Berth.Policies.Placement;
using ClusterView = Berth.Policies.Placement.Cluster;

namespace Berth.Cluster.Scheduling.State;

/// <summary>
/// The nodes and the pods on them, and the view of them that policies read. A pod costs one step; the view is made anew only after nodes have come, gone or
/// changed in what policies see, and only when it is asked for.
/// </summary>
internal sealed class ClusterModel
{
    private readonly Dictionary<string, NodeInfo> _nodes = [];
    private readonly HashSet<NodeInfo> _short = [];
    private List<NodeInfo> _ordered = [];
    private ClusterView? _view;

    /// <summary>Changes whenever nodes have come, gone or changed in what opens them to pods.</summary>
    internal int Version { get; private set; }

    /// <summary>Pods on nodes that keep others away by anti-affinity; those with the same terms are together.</summary>
    internal Dictionary<string, HashSet<PodInfo>> Repelling { get; } = [];

    /// <summary>Pods by domain, for topology spread.</summary>
    internal SpreadTallies Tallies { get; } = new();

    /// <summary>The nodes in the order of the view.</summary>
    internal IReadOnlyList<NodeInfo> Nodes
    {
        get
        {
            _ = View;
            return _ordered;
        }
    }

    /// <summary>Whether no node is known.</summary>
    internal bool IsEmpty => Nodes.Count == 0;

    /// <summary>What policies read.</summary>
    internal ClusterView View => _view ??= Make();

    /// <summary>The node of that name, if it is known.</summary>
    internal NodeInfo? Find(string name) => _nodes.TryGetValue(name, out var node) && node.IsKnown ? node : null;

    /// <summary>A node is there or has changed; whether pods may now have room that had none.</summary>
    internal bool Set(Node node)
    {
        var change = Info(node.Metadata.Name!).Read(node);
        if (change.Sizes)
            _view = null;
        if (change.Sizes || change.Conditions)
            Version++;
        return change.Room;
    }

    /// <summary>A node is gone.</summary>
    internal void Remove(string name)
    {
        if (!_nodes.TryGetValue(name, out var node))
            return;
        node.Forget();
        Version++;
        _view = null;
        Drop(node);
    }

    /// <summary>Counts a pod on a node that the view has counted already, because a policy gave it to it.</summary>
    internal void Assume(PodInfo pod, NodeInfo node, TaskRequest booked)
    {
        Put(pod, node);
        (pod.Booked, pod.Assumed) = (booked, true);
    }

    /// <summary>A pod on a node has changed, in its labels for instance.</summary>
    internal void Update(PodInfo pod, Pod fresh)
    {
        Tallies.Count(pod, pod.Node!, -1);
        pod.Update(fresh);
        Tallies.Count(pod, pod.Node!, 1);
    }

    /// <summary>Counts a pod on the node that it has.</summary>
    internal void Place(PodInfo pod, string name)
    {
        var node = Info(name);
        Put(pod, node);
        if (_view is not null && node.IsKnown)
            Book(pod, node);
    }

    /// <summary>A pod is no longer where it was.</summary>
    internal void Remove(PodInfo pod)
    {
        if (pod.Node is not { } node)
            return;
        Tallies.Count(pod, node, -1);
        node.Remove(pod);
        if (pod.Apart.Count > 0 && Repelling[pod.ApartKey] is var alike && alike.Remove(pod) && alike.Count == 0)
            Repelling.Remove(pod.ApartKey);
        (pod.Node, pod.Assumed) = (null, false);
        if (_view is not null && node.IsKnown && pod.Booked is { } booked)
        {
            _view.Give(booked, node.Index, 0);
            if (_short.Contains(node))
                BookAgain(node);
        }
        pod.Booked = null;
        Drop(node);
    }

    private void Put(PodInfo pod, NodeInfo node)
    {
        node.Add(pod);
        Tallies.Count(pod, node, 1);
        pod.Node = node;
        if (pod.Apart.Count == 0)
            return;
        if (!Repelling.TryGetValue(pod.ApartKey, out var alike))
            Repelling.Add(pod.ApartKey, alike = []);
        alike.Add(pod);
    }

    private ClusterView Make()
    {
        var known = _nodes.Values.Where(node => node.IsKnown).ToList();
        _view = ViewOfNodes.Make(known);
        _ordered = [.. known.OrderBy(node => node.Index)];
        _short.Clear();
        foreach (var node in _ordered)
            foreach (var pod in node.Pods.Values)
                Book(pod, node);
        return _view;
    }

    /// <summary>Pods that somebody else put on a node may request more than it has: what is free is then nothing, not less, until one of them goes.</summary>
    private void Book(PodInfo pod, NodeInfo node)
    {
        var view = _view!;
        var demand = pod.Demand;
        var room = new Demand(
            Math.Min(demand.Cpu, view.CpuFree[node.Index]), Math.Min(demand.Memory, view.MemoryFree[node.Index]), view.Gpus.Fits(node.Index, demand.Gpu) ? demand.Gpu : default(GpuDemand));
        if (room != demand)
            _short.Add(node);
        pod.Booked = new(pod.Id, pod.Key.ToString(), room, double.PositiveInfinity);
        view.Take(pod.Booked, node.Index, 0);
    }

    private void BookAgain(NodeInfo node)
    {
        _short.Remove(node);
        foreach (var pod in node.Pods.Values)
            _view!.Give(pod.Booked!, node.Index, 0);
        foreach (var pod in node.Pods.Values)
            Book(pod, node);
    }

    private NodeInfo Info(string name)
    {
        if (!_nodes.TryGetValue(name, out var node))
            _nodes.Add(name, node = new(name));
        return node;
    }

    private void Drop(NodeInfo node)
    {
        if (!node.IsKnown && node.Pods.Count == 0)
            _nodes.Remove(node.Name);
    }
}
