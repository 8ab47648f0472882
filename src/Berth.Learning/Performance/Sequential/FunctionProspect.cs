namespace Berth.Learning.Performance.Sequential;

/// <summary>What further executions of a function would tell.</summary>
/// <param name="variance">Of what is predicted.</param>
/// <param name="candidates">Executions that could be made, with the terms of the law.</param>
/// <param name="filling">The first so many of them fill the space evenly: the mean variance over them is what is to fall.</param>
internal sealed class FunctionProspect(PredictionVariance variance, IReadOnlyList<(CandidateExecution Execution, double[] Terms)> candidates, int filling)
{
    private readonly List<double[]> _places = [.. candidates.Take(filling).Select(candidate => candidate.Terms)];

    /// <summary>The candidate that lowers the mean variance most, by how much, and the variance at it, in units of that of one execution.</summary>
    internal (CandidateExecution Execution, double[] Terms, double Gain, double Variance) Best()
    {
        var best = candidates.Select(candidate => (candidate.Execution, candidate.Terms, Gain: variance.Gain(candidate.Terms, _places))).MaxBy(candidate => candidate.Gain);
        return (best.Execution, best.Terms, best.Gain, variance.At(best.Terms));
    }

    /// <summary>Learns that one is to be made.</summary>
    internal void Choose(double[] terms) => variance.Add(terms);
}
