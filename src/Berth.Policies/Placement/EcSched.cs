namespace Berth.Policies.Placement;

/// <summary>
/// ECSched (Hu, Zhou, de Laat, Zhao, <i>Concurrent container scheduling on heterogeneous clusters with multi-resource constraints</i>, FGCS 2020): the pending
/// tasks together, by the cheapest flow from tasks over nodes to a sink. One flow cannot express capacities of several resources, so it is solved in rounds:
/// a node gets a few tasks, those that really fit are given to it, and the costs are taken anew, until a round changes nothing.
/// Higher priorities go first, in rounds of their own.
/// </summary>
internal sealed class EcSched(EcSchedOptions options) : IPlacementPolicy
{
    /// <summary>A task that waits for a cheaper node is asked about again after this time at the latest.</summary>
    private const long Recheck = 300_000_000_000;

    /// <summary>Not before this time, so that a tie does not let time stand still.</summary>
    private const long Soonest = 1_000_000_000;

    public string Name => "ecsched";

    public string Summary => "all pending tasks at once, by the cheapest flow to the nodes, in rounds";

    public void Place(PlacementBatch batch)
    {
        var costs = new EcSchedCosts(batch, options);
        var round = new EcSchedRound(batch, options, costs);
        var reasons = new EcSchedReasons(this, batch, options, costs);
        // The order in which different tasks are brought decides nothing, not even between equally good flows.
        var tasks = batch.Tasks;
        var classes = Enumerable.Range(0, tasks.Count)
            .OrderBy(index => tasks[index].Submitted).ThenBy(index => tasks[index].Demand.Cpu).ThenBy(index => tasks[index].Demand.Memory)
            .ThenBy(index => tasks[index].Demand.Gpu.TotalMilli).ThenBy(index => tasks[index].Length).ThenBy(index => tasks[index].Deadline)
            .GroupBy(index => tasks[index].Priority).OrderByDescending(group => group.Key);
        foreach (var pending in classes)
        {
            List<int> left = [.. pending];
            while (Commit(batch, round, reasons, left))
                left.RemoveAll(index => batch.NodeOf(index) >= 0 || round.HasNoRoom(index));
            foreach (var index in left)
                if (batch.NodeOf(index) < 0 && !round.HasNoRoom(index))
                    batch.Defer(index, AskAgain(batch, costs, index, round.Cheapest(index)));
        }
        reasons.Tell();
    }

    /// <summary>One round; whether it placed anything.</summary>
    private static bool Commit(PlacementBatch batch, EcSchedRound round, EcSchedReasons reasons, List<int> pending)
    {
        round.Solve(pending);
        var any = false;
        // All reasons are taken before anything is placed: they are those of the round.
        foreach (var index in pending)
            reasons.Keep(index, round);
        foreach (var index in pending)
            if (round.Choice(index) is var (node, cost) && node >= 0 && batch.Cluster.Fits(batch.Tasks[index], node))
            {
                batch.Assign(index, node, cost);
                any = true;
            }
        return any;
    }

    /// <summary>When ageing makes the cheapest node of today worth it, but soon enough to notice a change.</summary>
    private long AskAgain(PlacementBatch batch, EcSchedCosts costs, int index, double cheapest)
    {
        var hours = (cheapest - costs.Unscheduled(index)) / options.Ageing;
        return batch.Now + Math.Clamp((long)Math.Ceiling(Math.Min(hours, 1) * 3600e9), Soonest, Recheck);
    }

    /// <summary>The longest time before a deadline that a task may be asked about only later.</summary>
    internal static long Slack => Recheck;
}
