namespace Berth.Accounting.Services;

/// <summary>A scaling policy against another one on the same requests.</summary>
/// <param name="Reference">Name of the other one.</param>
/// <param name="P99Seconds">Difference of the 99th percentile of the latency.</param>
/// <param name="CoreSeconds">Difference of the reserved core-seconds.</param>
public sealed record ServiceComparison(string Reference, PairedDifference P99Seconds, PairedDifference CoreSeconds)
{
    internal static ServiceComparison Of(IReadOnlyList<ServiceOutcome> outcomes, IReadOnlyList<ServiceOutcome> references)
    {
        var pairs = outcomes.Join(references, one => one.Repetition, other => other.Repetition, (one, other) => (One: one, Other: other)).ToList();
        return new(
            references[0].Scaling,
            PairedDifference.Of([.. pairs.Select(pair => (pair.One.P99Seconds, pair.Other.P99Seconds))]),
            PairedDifference.Of([.. pairs.Select(pair => ((double?)pair.One.CoreSeconds, (double?)pair.Other.CoreSeconds))]));
    }
}
