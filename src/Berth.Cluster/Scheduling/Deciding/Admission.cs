using Berth.Cluster.Scheduling.Predicates;
using Berth.Cluster.Scheduling.State;
using Berth.Policies.Placement;

namespace Berth.Cluster.Scheduling.Deciding;

/// <summary>The nodes that are open to a pod, as policies read them. What depends on nodes alone is kept for each shape of pods.</summary>
/// <param name="model">The cluster.</param>
internal sealed class Admission(ClusterModel model)
{
    private const string Reason = "is closed to it by the rules of the cluster";

    private readonly Dictionary<string, bool[]> _open = [];
    private readonly Dictionary<string, OpenNodes> _plain = [];
    private int _version = -1;

    /// <summary>Forgets what was only true of the last batch: which nodes have all the pods that they take.</summary>
    internal void Begin()
    {
        _plain.Clear();
        if (_version != model.Version)
            _open.Clear();
        _version = model.Version;
    }

    /// <summary>Whether a pod is decided about alone, because other pods matter to it or it to them.</summary>
    internal bool Alone(PodInfo pod) => pod.LooksAtPods || (model.Repelling.Count > 0 && PodDistance.Concerns(pod, model));

    /// <summary>The nodes that are open to a pod.</summary>
    internal OpenNodes For(PodInfo pod)
    {
        var nodes = model.Nodes;
        if (!Alone(pod))
        {
            if (!_plain.TryGetValue(pod.Shape, out var plain))
                _plain.Add(pod.Shape, plain = Set(Open(pod), node => !node.IsFull));
            return plain;
        }
        var tests = AllPredicates.Tests(AllPredicates.OfPods, pod, model);
        return Set(Open(pod), Admits);

        bool Admits(NodeInfo node)
        {
            foreach (var test in tests)
                if (!test.Admits(node))
                    return false;
            return true;
        }

        OpenNodes Set(bool[] open, Func<NodeInfo, bool> admits)
        {
            var members = new bool[nodes.Count];
            var count = 0;
            for (var index = 0; index < members.Length; index++)
                count += (members[index] = open[index] && admits(nodes[index])) ? 1 : 0;
            return new(count == members.Length ? null : new(Reason, members), count);
        }
    }

    private bool[] Open(PodInfo pod)
    {
        if (_open.TryGetValue(pod.Shape, out var open))
            return open;
        var tests = AllPredicates.Tests(AllPredicates.OfNodes, pod, model);
        return _open[pod.Shape] = [.. model.Nodes.Select(node => tests.All(test => test.Admits(node)))];
    }
}

/// <summary>The nodes that are open to a pod.</summary>
/// <param name="Set">The nodes; null is all.</param>
/// <param name="Count">How many.</param>
internal readonly record struct OpenNodes(NodeSet? Set, int Count);
