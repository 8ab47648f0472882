namespace Berth.Policies.Placement;

/// <summary>Makes the reasons that people read.</summary>
internal static class Explanation
{
    /// <summary>A decision over all nodes: each refused, or with the terms of its score.</summary>
    internal static Decision Of(
        IPlacementPolicy policy, Cluster cluster, TaskRequest task, int chosen, Func<int, string?> refuse, Func<int, IReadOnlyList<Term>> terms, Func<string> why)
    {
        var candidates = new Candidate[cluster.Count];
        for (var node = 0; node < candidates.Length; node++)
            candidates[node] = refuse(node) is { } refusal ? new(cluster[node].Name, refusal, []) : new(cluster[node].Name, null, terms(node));
        return chosen >= 0
            ? new(policy.Name, task.Name, cluster[chosen].Name, why(), candidates)
            : new(policy.Name, task.Name, null, $"no node qualifies for {policy.Name}: {Candidate.Refusals(candidates)}", candidates);
    }

    /// <summary>How many of the nodes a task fits on, for sentences.</summary>
    internal static int Fitting(Cluster cluster, TaskRequest task)
    {
        var fitting = 0;
        for (var node = 0; node < cluster.Count; node++)
            fitting += cluster.Fits(task, node) ? 1 : 0;
        return fitting;
    }
}
