using Berth.Policies.Placement.Scores;

namespace Berth.Policies.Placement.Predicted;

/// <summary>What a task would take on each node of a cluster, by a predictor where it knows the task, else by the length that the task declares.</summary>
internal sealed class Forecaster(Cluster cluster, IPerformancePredictor? predictor)
{
    /// <summary>Whether the predictor knew what the task executes there.</summary>
    internal bool Knows(TaskRequest task, int node) => Ask(task, node) is not null;

    /// <summary>Seconds that it would run there.</summary>
    internal PredictedValue Seconds(TaskRequest task, int node) =>
        Ask(task, node) is { } predicted ? predicted.Seconds : PredictedValue.Exactly(MarginalEnergy.Seconds(cluster, task, node));

    /// <summary>
    /// Joules that it would add there, PUE included. The power curve of the node knows more of this node than a model that has seen others: where there is one, it is multiplied with the
    /// predicted time. Infinite where nothing is known, so that such a node comes last.
    /// </summary>
    internal double Joules(TaskRequest task, int node)
    {
        var pue = cluster.Sites[cluster[node].Site].Pue;
        var added = MarginalEnergy.Running(cluster, task, node) + MarginalEnergy.Waking(cluster, task, node);
        if (double.IsFinite(added))
            return added / MarginalEnergy.Seconds(cluster, task, node) * Seconds(task, node).Value * pue is var joules && double.IsFinite(joules) ? joules : 0;
        return Ask(task, node) is { EnergyJoules.Value: var predicted } && double.IsFinite(predicted) ? predicted * pue : double.PositiveInfinity;
    }

    private PredictedPerformance? Ask(TaskRequest task, int node) =>
        task.Call is { } call ? predictor?.Predict(call, ComputeSize.Of(task.Demand, cluster[node])) : null;
}
