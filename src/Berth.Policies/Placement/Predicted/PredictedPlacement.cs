using Berth.Policies.Placement.Scores;

namespace Berth.Policies.Placement.Predicted;

/// <summary>
/// Places each task, in the order of the batch, where its predicted completion time, energy or cost is least among the nodes on which it meets its deadline even if the
/// prediction errs to the upper end of its interval. Where no node does, it goes to the one that is done first at that upper end. A busy node's queue is part of the time; the task waits there.
/// </summary>
/// <param name="predictor">Who predicts; null takes the lengths that tasks declare as certain.</param>
/// <param name="options">What is made small, and how carefully.</param>
public sealed class PredictedPlacement(IPerformancePredictor? predictor = null, PredictedOptions? options = null) : IPlacementPolicy
{
    private const double JoulesPerKilowattHour = 3.6e6;

    private readonly PredictedOptions _options = options ?? new();

    /// <inheritdoc/>
    public string Name => PlacementPolicies.Predicted;

    /// <inheritdoc/>
    public string Summary => "where the predicted completion, energy or cost is least and the deadline is met with the prediction's error allowed for";

    /// <inheritdoc/>
    public void Place(PlacementBatch batch)
    {
        var forecaster = new Forecaster(batch.Cluster, predictor);
        for (var index = 0; index < batch.Tasks.Count; index++)
        {
            var task = batch.Tasks[index];
            var outlooks = new TaskOutlook?[batch.Cluster.Count];
            for (var node = 0; node < outlooks.Length; node++)
                outlooks[node] = Look(batch, forecaster, task, node);
            var meets = outlooks.Any(outlook => outlook is { Meets: true });
            var chosen = Best(outlooks, meets);
            if (batch.Explaining)
                batch.Explain(Explanation.Of(
                    this, batch.Cluster, task, chosen, node => Refuse(batch.Cluster, task, node, outlooks[node], meets), node => outlooks[node]!.Terms(_options.Objective, meets),
                    () => Why(forecaster, batch.Cluster, task, chosen, outlooks[chosen]!, meets)));
            if (chosen >= 0)
                batch.Assign(index, chosen, outlooks[chosen]!.Score(_options.Objective, meets), outlooks[chosen]!.Seconds.Value);
        }
    }

    private TaskOutlook? Look(PlacementBatch batch, Forecaster forecaster, TaskRequest task, int node)
    {
        var start = batch.Cluster.EarliestStart(task, node, batch.Now);
        if (start == long.MaxValue)
            return null;
        var wait = (start - batch.Now) * 1e-9;
        var seconds = forecaster.Seconds(task, node);
        var cautious = wait + seconds.Value + (_options.Caution == 0 ? 0 : _options.Caution * (seconds.Upper - seconds.Value));
        var left = task.Deadline == long.MaxValue ? double.PositiveInfinity : (task.Deadline - batch.Now) * 1e-9;
        var joules = _options.Objective == PredictedObjective.Completion ? 0 : forecaster.Joules(task, node);
        return new(wait, seconds, cautious, left, joules, joules / JoulesPerKilowattHour * batch.Cluster.Sites[batch.Cluster[node].Site].Price);
    }

    private int Best(TaskOutlook?[] outlooks, bool meets)
    {
        var (best, least) = (-1, double.PositiveInfinity);
        for (var node = 0; node < outlooks.Length; node++)
            if (outlooks[node] is { } outlook && (outlook.Meets || !meets) && outlook.Score(_options.Objective, meets) is var score && (best < 0 || score < least))
                (best, least) = (node, score);
        return best;
    }

    private static string? Refuse(Cluster cluster, TaskRequest task, int node, TaskOutlook? outlook, bool meets)
    {
        if (!cluster.IsUp(node))
            return "is away";
        if (outlook is null)
            return cluster.NeverFits(task, node) ?? "never has room as far as is known";
        return meets && !outlook.Meets ? "may be done after the deadline" : null;
    }

    private string Why(Forecaster forecaster, Cluster cluster, TaskRequest task, int node, TaskOutlook outlook, bool meets)
    {
        var source = forecaster.Knows(task, node) ? "it is predicted to run" : "it declares a length of";
        var interval = outlook.Seconds.Upper > outlook.Seconds.Lower ? $" ({outlook.Seconds.Lower:0.###} to {outlook.Seconds.Upper:0.###})" : "";
        var waits = outlook.Wait > 0 ? $" after waiting {outlook.Wait:0.###} s" : "";
        var end = !meets ? "no node is sure to meet the deadline, and this one is done first at worst"
            : _options.Objective switch { PredictedObjective.Completion => "it is done first there", PredictedObjective.Energy => "it adds the least energy there", _ => "its energy costs least there" };
        return $"{source} {outlook.Seconds.Value:0.###} s{interval} on {cluster[node].Name}{waits}: {end}";
    }
}
