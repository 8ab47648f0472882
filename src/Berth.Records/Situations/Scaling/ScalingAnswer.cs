using Berth.Policies.Scaling;

namespace Berth.Records.Situations.Scaling;

/// <summary>What a scaling policy decided about one tick.</summary>
/// <param name="Now">The moment, nanoseconds.</param>
/// <param name="Specified">Replicas that were asked for before.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Memory">What the policy remembers after it, as JSON: the properties of its section; null for one that remembers nothing, and where it is not known.</param>
public sealed record ScalingAnswer(long Now, int Specified, ScalingDecision Decision, ReadOnlyMemory<byte>? Memory = null)
{
    /// <summary>Part of a number by which another may differ from it: those that people write have fewer digits.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>
    /// How other answers to the same questions differ, in words: in the number of replicas and of those on standby, cores, model and admission, and in the numbers
    /// by name that the first ones give.
    /// </summary>
    internal static IReadOnlyList<string> Differences(IReadOnlyList<ScalingAnswer> recorded, IReadOnlyList<ScalingAnswer> again) => recorded.Count == again.Count
        ? [.. recorded.Zip(again, (one, two) => one.Difference(two)).OfType<string>()]
        : [$"{recorded.Count} decisions, then {again.Count}"];

    private string? Difference(ScalingAnswer other)
    {
        var (one, two) = (Decision, other.Decision);
        var when = $"at {other.Now * 1e-9:0.###} s";
        if ((one.Replicas, one.Standby, one.Cores, one.Small, one.AdmitSeconds) != (two.Replicas, two.Standby, two.Cores, two.Small, two.AdmitSeconds))
            return $"{when}: {Text(one)}, then {Text(two)}";
        foreach (var term in one.Terms)
            if (!two.Terms.Any(known => known.Name == term.Name))
                return $"{when}: {term.Name} is {term.Value}, then it is not there";
            else if (two.Terms.First(known => known.Name == term.Name).Value is var value && !IsSame(term.Value, value))
                return $"{when}: {term.Name} is {term.Value}, then {value}";
        return null;
    }

    private static bool IsSame(double one, double two) => double.IsFinite(one) && double.IsFinite(two)
        ? Math.Abs(one - two) <= Tolerance * Math.Max(1, Math.Abs(one)) : !double.IsFinite(one) && !double.IsFinite(two);

    private static string Text(ScalingDecision decision) => string.Join(", ", new[]
    {
        $"{decision.Replicas} replicas",
        decision.Standby > 0 ? $"{decision.Standby} on standby" : "",
        decision.Cores != 1 ? $"{decision.Cores} cores" : "",
        decision.Small ? "the smaller model" : "",
        double.IsFinite(decision.AdmitSeconds) ? $"at most {decision.AdmitSeconds} s of waiting" : "",
    }.Where(part => part.Length > 0));
}
