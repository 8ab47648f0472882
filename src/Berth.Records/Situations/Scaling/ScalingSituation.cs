using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Kpa;

namespace Berth.Records.Situations.Scaling;

/// <summary>All that a scaling policy may look at when it is asked, once or several times one after the other, and what it remembers before the first time.</summary>
/// <param name="Policy">Name of the policy; empty is not said.</param>
/// <param name="Options">Options of the policy.</param>
/// <param name="Setups">Makes policies, by name, that the document says more of than options; others are made of their options.</param>
/// <param name="Sections">What the document says of policies, by the key of the section, as JSON.</param>
/// <param name="Ticks">The questions; at least one.</param>
public sealed record ScalingSituation(
    string Policy,
    IReadOnlyDictionary<string, double> Options,
    IReadOnlyDictionary<string, ScalingSetup> Setups,
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Sections,
    IReadOnlyList<ScalingTick> Ticks)
{
    /// <summary>Seconds of the load that are kept at least: as many as any policy looks back without remembering them.</summary>
    private const int Seconds = 32;

    private const long Second = 1_000_000_000;

    /// <summary>The question that a policy is about to be asked, with what it remembers before it. To be written; read again, it can be asked.</summary>
    public static ScalingSituation Of(IScalingPolicy policy, ServiceView view, IReadOnlyDictionary<string, double>? options = null)
    {
        var sections = new Dictionary<string, ReadOnlyMemory<byte>>();
        if (ScalingSections.Remember(policy) is { } memory)
            sections[memory.Key] = memory.Memory;
        return new(
            policy.Name, options ?? new Dictionary<string, double>(), new Dictionary<string, ScalingSetup>(), sections,
            [ScalingTick.Of(view, Math.Max(Seconds, (int)(policy.Period / Second) + 1))]);
    }

    /// <summary>Asks the policy about each tick; what it remembers is carried on.</summary>
    /// <exception cref="KeyNotFoundException">There is no such scaling policy.</exception>
    /// <exception cref="ArgumentException">The policy has no such option, or its value is out of range.</exception>
    public IReadOnlyList<ScalingAnswer> Decide()
    {
        var options = ScalingPolicies.Complete(Policy, Options);
        var policy = Setups.TryGetValue(Policy, out var setup) ? setup(Policy, options, Ticks[0]) : ScalingPolicies.Get(Policy, options);
        var view = new ServiceView { Facts = Ticks[0].Facts, Explain = true };
        var answers = new List<ScalingAnswer>();
        foreach (var tick in Ticks)
        {
            tick.ShowIn(view);
            var decision = policy is KnativePodAutoscaler kpa && tick.Averages is { } averages
                ? kpa.Decide(view, new(averages.Stable, averages.Panic, averages.ReadyPods ?? KnativePodAutoscaler.ReadyPods(view.Replicas)))
                : policy.Decide(view);
            answers.Add(new(tick.Now, view.Desired, decision, ScalingSections.Remember(policy)?.Memory));
            view.Desired = decision.Replicas;
        }
        return answers;
    }
}

/// <summary>Makes a policy as a document describes it, with its memory as it was left.</summary>
/// <param name="policy">Its name.</param>
/// <param name="options">A value for each of its options; what the document says otherwise goes before them.</param>
/// <param name="first">The first question: what a new policy finds.</param>
public delegate IScalingPolicy ScalingSetup(string policy, IReadOnlyDictionary<string, double> options, ScalingTick first);
