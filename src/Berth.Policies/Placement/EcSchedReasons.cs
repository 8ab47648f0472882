namespace Berth.Policies.Placement;

/// <summary>The reasons of <see cref="EcSched"/>, each from the last round in which its task took part.</summary>
internal sealed class EcSchedReasons(EcSched policy, PlacementBatch batch, EcSchedOptions options, EcSchedCosts costs)
{
    private readonly Cluster _cluster = batch.Cluster;
    private readonly Decision?[] _decisions = new Decision?[batch.Explaining ? batch.Tasks.Count : 0];

    /// <summary>Keeps what a round decided for a task, before it is carried out.</summary>
    internal void Keep(int index, EcSchedRound round)
    {
        if (batch.Explaining)
            _decisions[index] = Decide(index, round);
    }

    /// <summary>Gives the reasons in the order of the tasks.</summary>
    internal void Tell()
    {
        foreach (var decision in _decisions)
            batch.Explain(decision!);
    }

    private Decision Decide(int index, EcSchedRound round)
    {
        var task = batch.Tasks[index];
        var considered = round.Considered(index).ToArray().Select(each => each.Node).ToHashSet();
        var (chosen, cost) = round.Choice(index);
        var candidates = new Candidate[_cluster.Count];
        for (var node = 0; node < candidates.Length; node++)
            candidates[node] = _cluster.Refusal(task, node) is { } refusal ? new(_cluster[node].Name, refusal, [])
                : !considered.Contains(node) ? new(_cluster[node].Name, $"is not among the {options.Nodes} cheapest nodes for it", [])
                : new(_cluster[node].Name, null, Terms(index, node, round.Price(node)));
        if (considered.Count == 0)
            return new(policy.Name, task.Name, null, $"no node qualifies for {policy.Name}: {Candidate.Refusals(candidates)}", candidates);
        var unscheduled = costs.Unscheduled(index);
        return chosen < 0
            ? new(policy.Name, task.Name, null, $"waiting costs {unscheduled:0.###}, less than {_cluster[round.Considered(index)[0].Node].Name}, the best of {considered.Count} nodes, at {round.Cheapest(index):0.###}", candidates)
            : new(policy.Name, task.Name, _cluster[chosen].Name, $"cost {cost:0.###} in the cheapest flow of the batch over {considered.Count} nodes; waiting costs {unscheduled:0.###}", candidates);
    }

    private List<Term> Terms(int index, int node, double price)
    {
        var (cpu, memory, gpu) = costs.Weights(batch.Tasks[index]);
        List<Term> terms = [new("cpu alignment", -cpu * _cluster.CpuFree[node]), new("memory alignment", -memory * _cluster.MemoryFree[node])];
        if (gpu > 0)
            terms.Add(new("gpu alignment", -gpu * _cluster.Gpus.TotalFree(node)));
        if (costs.CountsCarbon)
            terms.Add(new("emissions", costs.Carbon(index)[node]));
        terms.Add(new("price of the place", price));
        return terms;
    }
}
