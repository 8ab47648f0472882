namespace Berth.Policies.Scaling.Hpa;

/// <summary>How far one decision may go (pkg/controller/podautoscaler/horizontal.go).</summary>
internal static class HpaRates
{
    /// <summary>Most replicas by the rule without behaviour: twice as many, and 4 at least.</summary>
    internal static int OlderMost(int current) => (int)Math.Min(int.MaxValue, Math.Max(2L * current, 4));

    /// <summary>Most replicas by the policies of the way up; never fewer than there are.</summary>
    internal static int Most(int current, HpaScalingRules rules, HpaMemory memory, long now)
    {
        if (rules.Select == HpaSelect.Disabled)
            return current;
        double most = rules.Select == HpaSelect.Min ? int.MaxValue : int.MinValue;
        foreach (var policy in rules.Policies)
        {
            var start = (double)(current - memory.NetChange(now, Moments.Of(policy.PeriodSeconds)));
            // Rounded up, or a small part would never add one.
            var allowed = policy.Kind == HpaPolicyKind.Pods ? start + policy.Value : Math.Ceiling(start * (1 + policy.Value / 100.0));
            most = rules.Select == HpaSelect.Min ? Math.Min(most, allowed) : Math.Max(most, allowed);
        }
        return (int)Math.Clamp(most, current, int.MaxValue);
    }

    /// <summary>Fewest replicas by the policies of the way down; never more than there are.</summary>
    internal static int Least(int current, HpaScalingRules rules, HpaMemory memory, long now)
    {
        if (rules.Select == HpaSelect.Disabled)
            return current;
        double least = rules.Select == HpaSelect.Min ? int.MinValue : int.MaxValue;
        foreach (var policy in rules.Policies)
        {
            var start = (double)(current - memory.NetChange(now, Moments.Of(policy.PeriodSeconds)));
            // Truncated: any part of at least one replica removes one.
            var allowed = policy.Kind == HpaPolicyKind.Pods ? start - policy.Value : Math.Truncate(start * (1 - policy.Value / 100.0));
            least = rules.Select == HpaSelect.Min ? Math.Max(least, allowed) : Math.Min(least, allowed);
        }
        return (int)Math.Clamp(least, int.MinValue, current);
    }
}
