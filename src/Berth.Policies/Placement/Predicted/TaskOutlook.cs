namespace Berth.Policies.Placement.Predicted;

/// <summary>What is expected of one task on one node.</summary>
/// <param name="Wait">Seconds until there is room.</param>
/// <param name="Seconds">How long it runs.</param>
/// <param name="Cautious">Seconds until it is done, by as much of the interval as caution asks.</param>
/// <param name="Left">Seconds until its deadline; infinite without one.</param>
/// <param name="Joules">What it adds.</param>
/// <param name="Cost">What that costs.</param>
internal sealed record TaskOutlook(double Wait, PredictedValue Seconds, double Cautious, double Left, double Joules, double Cost)
{
    /// <summary>Whether it meets its deadline even so; without a deadline always.</summary>
    internal bool Meets => double.IsPositiveInfinity(Left) || Cautious <= Left;

    /// <summary>What is made small: the objective among the nodes that meet the deadline, the cautious end where none does.</summary>
    internal double Score(PredictedObjective objective, bool meets)
    {
        var sum = 0.0;
        foreach (var term in Terms(objective, meets))
            sum += term.Value;
        return double.IsNaN(sum) ? double.PositiveInfinity : sum;
    }

    internal IReadOnlyList<Term> Terms(PredictedObjective objective, bool meets) => (meets, objective) switch
    {
        (false, _) => [new("ready s", Wait), new("run s at worst", Cautious - Wait)],
        (_, PredictedObjective.Energy) => [new("energy J", Joules)],
        (_, PredictedObjective.Cost) => [new("cost", Cost)],
        _ => [new("ready s", Wait), new("run s", Seconds.Value)],
    };
}
