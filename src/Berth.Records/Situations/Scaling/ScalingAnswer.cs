using Berth.Policies.Scaling;

namespace Berth.Records.Situations.Scaling;

/// <summary>What a scaling policy decided about one tick.</summary>
/// <param name="Now">The moment, nanoseconds.</param>
/// <param name="Specified">Replicas that were asked for before.</param>
/// <param name="Decision">The decision.</param>
public sealed record ScalingAnswer(long Now, int Specified, ScalingDecision Decision)
{
    /// <summary>How other answers to the same questions differ, in words: in the number of replicas and of those on standby, cores, model and admission.</summary>
    internal static IReadOnlyList<string> Differences(IReadOnlyList<ScalingAnswer> recorded, IReadOnlyList<ScalingAnswer> again) => recorded.Count == again.Count
        ? [.. recorded.Zip(again, (one, two) => one.Difference(two)).OfType<string>()]
        : [$"{recorded.Count} decisions, then {again.Count}"];

    private string? Difference(ScalingAnswer other)
    {
        var (one, two) = (Decision, other.Decision);
        return (one.Replicas, one.Standby, one.Cores, one.Small, one.AdmitSeconds) == (two.Replicas, two.Standby, two.Cores, two.Small, two.AdmitSeconds)
            ? null
            : $"at {other.Now * 1e-9:0.###} s: {Text(one)}, then {Text(two)}";
    }

    private static string Text(ScalingDecision decision) => string.Join(", ", new[]
    {
        $"{decision.Replicas} replicas",
        decision.Standby > 0 ? $"{decision.Standby} on standby" : "",
        decision.Cores != 1 ? $"{decision.Cores} cores" : "",
        decision.Small ? "the smaller model" : "",
        double.IsFinite(decision.AdmitSeconds) ? $"at most {decision.AdmitSeconds} s of waiting" : "",
    }.Where(part => part.Length > 0));
}
