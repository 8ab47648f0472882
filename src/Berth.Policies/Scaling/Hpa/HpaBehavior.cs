namespace Berth.Policies.Scaling.Hpa;

/// <summary>How fast the number of replicas may change.</summary>
/// <param name="Up">On the way up.</param>
/// <param name="Down">On the way down.</param>
public sealed record HpaBehavior(HpaScalingRules Up, HpaScalingRules Down)
{
    /// <summary>What the API server fills in where a behaviour says nothing (pkg/apis/autoscaling/v2/defaults.go).</summary>
    public static HpaBehavior Default { get; } = new(
        new([new(HpaPolicyKind.Pods, 4, 15), new(HpaPolicyKind.Percent, 100, 15)], HpaSelect.Max, 0),
        new([new(HpaPolicyKind.Percent, 100, 15)], HpaSelect.Max, null));
}

/// <summary>The rules of one direction.</summary>
/// <param name="Policies">How much within which time.</param>
/// <param name="Select">Which of them holds.</param>
/// <param name="StabilizationSeconds">Seconds of recommendations that are looked at; null is the controller's.</param>
public sealed record HpaScalingRules(IReadOnlyList<HpaScalingPolicy> Policies, HpaSelect Select, double? StabilizationSeconds)
{
    /// <summary>The longest period of the policies in nanoseconds.</summary>
    internal long LongestPeriod
    {
        get
        {
            var longest = 0L;
            for (var at = 0; at < Policies.Count; at++)
                longest = Math.Max(longest, Moments.Of(Policies[at].PeriodSeconds));
            return longest;
        }
    }
}

/// <summary>So much in so much time.</summary>
/// <param name="Kind">Of what the value is a number.</param>
/// <param name="Value">Pods, or percent of the pods at the start of the period.</param>
/// <param name="PeriodSeconds">The period.</param>
public sealed record HpaScalingPolicy(HpaPolicyKind Kind, int Value, double PeriodSeconds);

/// <summary>Kinds of policies.</summary>
public enum HpaPolicyKind
{
    /// <summary>A number of pods.</summary>
    Pods,

    /// <summary>A part of the pods.</summary>
    Percent,
}

/// <summary>Which policy holds.</summary>
public enum HpaSelect
{
    /// <summary>The one that allows the most change.</summary>
    Max,

    /// <summary>The one that allows the least change.</summary>
    Min,

    /// <summary>None: no change in this direction.</summary>
    Disabled,
}
