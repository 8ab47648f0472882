using Berth.Policies.Shifting;
using Berth.Records.Situations.Scaling;

namespace Berth.Records.Situations;

/// <summary>A document that asks a policy, and the answer where it is known (docs/formats/situation.md). One of placement, shifting and scaling is there.</summary>
/// <param name="Placement">The question where.</param>
/// <param name="Shifting">The question when.</param>
/// <param name="Decisions">The recorded answers where; null without them.</param>
/// <param name="Schedule">The recorded answer when; null without it.</param>
/// <param name="Scaling">The question how many.</param>
/// <param name="Replicas">The recorded answers how many, one for each tick; null without them.</param>
public sealed record SituationDocument(
    Situation? Placement,
    ShiftSituation? Shifting,
    IReadOnlyList<TaskAnswer>? Decisions = null,
    Schedule? Schedule = null,
    ScalingSituation? Scaling = null,
    IReadOnlyList<ScalingAnswer>? Replicas = null)
{
    /// <summary>Name of its policy; empty is not said.</summary>
    public string Policy => Placement?.Policy ?? Shifting?.Policy ?? Scaling!.Policy;

    /// <summary>Its policy's options.</summary>
    public IReadOnlyDictionary<string, double> Options => Placement?.Options ?? Shifting?.Options ?? Scaling!.Options;

    /// <summary>Whether its answer was recorded.</summary>
    public bool Answered => Decisions is not null || Schedule is not null || Replicas is not null;

    /// <summary>The question to another policy, without an answer.</summary>
    public SituationDocument Asking(string policy, IReadOnlyDictionary<string, double> options) =>
        new(
            Placement is null ? null : Placement with { Policy = policy, Options = options },
            Shifting is null ? null : Shifting with { Policy = policy, Options = options },
            Scaling: Scaling is null ? null : Scaling with { Policy = policy, Options = options });

    /// <summary>The same question with its policy's answer.</summary>
    /// <exception cref="KeyNotFoundException">There is no such policy for this kind of question.</exception>
    /// <exception cref="ArgumentException">The policy has no such option, or more runs on a node than it has room for.</exception>
    public SituationDocument Decide() => this with { Decisions = Placement?.Decide(), Schedule = Shifting?.Decide(), Replicas = Scaling?.Decide() };

    /// <summary>How another answer to the same question differs from this one, in words; empty when it is the same.</summary>
    public IReadOnlyList<string> Differences(SituationDocument other)
    {
        if (Decisions is not null && other.Decisions is not null)
            return Decisions.Count == other.Decisions.Count
                ? [.. Decisions.Zip(other.Decisions, (one, two) => one.Difference(two)).OfType<string>()]
                : [$"{Decisions.Count} decisions, then {other.Decisions.Count}"];
        if (Replicas is not null && other.Replicas is not null)
            return ScalingAnswer.Differences(Replicas, other.Replicas);
        return Schedule is { } schedule && other.Schedule is { } again && !schedule.Segments.SequenceEqual(again.Segments)
            ? [$"{schedule.Segments.Count} segments from {schedule.Segments[0].Start * 1e-9} s, then {again.Segments.Count} from {again.Segments[0].Start * 1e-9} s"]
            : [];
    }
}
