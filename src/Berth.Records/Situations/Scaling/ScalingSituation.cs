using Berth.Policies.Scaling;

namespace Berth.Records.Situations.Scaling;

/// <summary>All that a scaling policy may look at when it is asked, once or several times one after the other, and what it remembers before the first time.</summary>
/// <param name="Policy">Name of the policy; empty is not said.</param>
/// <param name="Options">Options of the policy.</param>
/// <param name="Setups">Makes policies, by name, that the document says more of than options; others are made of their options.</param>
/// <param name="Ticks">The questions; at least one.</param>
public sealed record ScalingSituation(
    string Policy, IReadOnlyDictionary<string, double> Options, IReadOnlyDictionary<string, ScalingSetup> Setups, IReadOnlyList<ScalingTick> Ticks)
{
    /// <summary>Asks the policy about each tick; what it remembers is carried on.</summary>
    /// <exception cref="KeyNotFoundException">There is no such scaling policy.</exception>
    /// <exception cref="ArgumentException">The policy has no such option, or its value is out of range.</exception>
    public IReadOnlyList<ScalingAnswer> Decide()
    {
        var options = ScalingPolicies.Complete(Policy, Options);
        var policy = Setups.TryGetValue(Policy, out var setup) ? setup(Policy, options) : ScalingPolicies.Get(Policy, options);
        var view = new ServiceView { Facts = Ticks[0].Facts, Explain = true };
        var answers = new List<ScalingAnswer>();
        foreach (var tick in Ticks)
        {
            tick.ShowIn(view);
            var decision = policy.Decide(view);
            answers.Add(new(tick.Now, view.Desired, decision));
            view.Desired = decision.Replicas;
        }
        return answers;
    }
}

/// <summary>Makes a policy as a document describes it, with its memory as it was left.</summary>
/// <param name="policy">Its name.</param>
/// <param name="options">A value for each of its options; what the document says otherwise goes before them.</param>
public delegate IScalingPolicy ScalingSetup(string policy, IReadOnlyDictionary<string, double> options);
