using Berth.Cluster.Scheduling.Predicates;
using Berth.Cluster.Scheduling.State;

namespace Berth.Cluster.Scheduling.Deciding;

/// <summary>Says why no node can take a pod: the first rule that refuses each node, counted, and what would help.</summary>
internal static class RefusalReport
{
    /// <summary>Hints are given for the rules that alone keep the pod from a node, these at most.</summary>
    private const int MostHints = 3;

    /// <summary>Why; null when the rules leave it a node.</summary>
    internal static string? Make(PodInfo pod, ClusterModel model)
    {
        if (model.IsEmpty)
            return "the cluster has no nodes";
        var tests = AllPredicates.For(pod, model);
        var counts = new Dictionary<string, int>();
        var alone = tests.Select(_ => new List<NodeInfo>()).ToArray();
        foreach (var node in model.Nodes)
        {
            var (first, refusing) = (-1, 0);
            for (var test = 0; test < tests.Length; test++)
                if (!tests[test].Admits(node) && refusing++ == 0)
                    first = test;
            if (refusing == 0)
                return null;
            var why = tests[first].Why(node);
            counts[why] = counts.GetValueOrDefault(why) + 1;
            if (refusing == 1)
                alone[first].Add(node);
        }
        var reasons = string.Join(", ", counts.OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal).Select(each => $"{each.Value} {each.Key}"));
        var hints = tests.Select((test, index) => (Test: test, Nodes: alone[index])).Where(each => each.Nodes.Count > 0).OrderByDescending(each => each.Nodes.Count)
            .Select(each => each.Test.Help(each.Nodes)).Where(hint => !string.IsNullOrEmpty(hint)).Take(MostHints).ToList();
        return $"0 of {model.Nodes.Count} nodes can take it: {reasons}." + (hints.Count > 0 ? $" What would help: {string.Join("; or ", hints)}." : "");
    }

    /// <summary>Equal for pods with the same answer, as long as nothing changes; null for those that are told apart.</summary>
    internal static string? Key(PodInfo pod) =>
        pod.LooksAtPods ? null : $"{pod.Shape}|{pod.Demand.Cpu}|{pod.Demand.Memory}";
}
