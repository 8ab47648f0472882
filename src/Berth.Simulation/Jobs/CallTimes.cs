using Berth.Accounting.Statistics;
using Berth.Model;
using Berth.Model.Jobs;
using Berth.Policies.Placement;
using Berth.Policies.Placement.Predicted;

namespace Berth.Simulation.Jobs;

/// <summary>
/// How long calls of functions take: what a predictor says, and as much more or less as its interval is wide. A call draws once how lucky it is, a standard normal number, from a random
/// stream of its own: it is as lucky on every node and under every policy. The logarithm of the time is normal on either side of the prediction, with its interval as quantiles; where the
/// interval is open nothing is known of the spread, and the prediction is the time.
/// </summary>
/// <param name="predictor">Says what calls take.</param>
/// <param name="seed">Seed of the streams.</param>
public sealed class CallTimes(IPerformancePredictor predictor, long seed)
{
    private readonly double _quantile = Normal.Quantile((1 + predictor.Level) / 2);

    /// <summary>Seconds that a call takes on a node.</summary>
    /// <exception cref="FormatException">The predictor does not know it.</exception>
    public double Seconds(Job call, NodeSpec node)
    {
        var (value, lower, upper) = Predict(call, node);
        var luck = new RandomStream(seed, $"luck of {call.Name}").NextNormal();
        var end = luck < 0 ? lower : upper;
        return end > 0 && double.IsFinite(end) ? value * Math.Pow(end / value, Math.Abs(luck) / _quantile) : value;
    }

    /// <summary>The call with the length that it is expected to have on a core of speed 1, by the prediction for the fastest of the nodes on which it has room.</summary>
    /// <exception cref="FormatException">The predictor does not know it.</exception>
    public Job WithLength(Job call, IReadOnlyList<NodeSpec> nodes)
    {
        var demand = Demand.Of(call.Cpu, call.Memory);
        var fastest = nodes.Where(node => node.Cpu >= demand.Cpu).MaxBy(node => node.Speed);
        return fastest is null ? call : call with { Length = new(Predict(call, fastest).Value * fastest.Speed) };
    }

    private PredictedValue Predict(Job call, NodeSpec node) =>
        predictor.Predict(call.Call!, ComputeSize.Of(Demand.Of(call.Cpu, call.Memory), node))?.Seconds
        ?? throw new FormatException($"{call.Name}: the model of performance knows nothing of {call.Call!.Function} with {Text(call)}; learn it from executions of this function in which just these parameters varied");

    private static string Text(Job call) => call.Call!.Parameters.Count == 0 ? "no parameters" : string.Join(", ", call.Call.Parameters.Select(each => FormattableString.Invariant($"{each.Key} = {each.Value:R}")));
}
