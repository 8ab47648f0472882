namespace Berth.Policies.Scaling.Hpa;

/// <summary>What the metrics ask for together: the most that any of them does (<c>computeReplicasForMetrics</c> of pkg/controller/podautoscaler/horizontal.go).</summary>
/// <param name="Replicas">Replicas; null when that cannot be said.</param>
/// <param name="Deciding">Index of the metric that decided.</param>
/// <param name="Best">Its proposal.</param>
/// <param name="Failures">Metrics that failed.</param>
/// <param name="FirstFailed">Index of the first of them.</param>
/// <param name="Failure">Why it failed; null without any.</param>
internal readonly record struct HpaProposals(int? Replicas, int Deciding, HpaProposal Best, int Failures, int FirstFailed, string? Failure)
{
    /// <summary>Asks every metric. When all fail, or some fail and the others ask for fewer than there are, nothing can be said.</summary>
    internal static HpaProposals Of(ServiceView view, int current, HpaSettings settings, ExternalValue? given)
    {
        var (best, deciding, failures, firstFailed, failure) = (default(HpaProposal), -1, 0, -1, default(string));
        for (var at = 0; at < settings.Metrics.Count; at++)
        {
            var proposal = HpaMetricRules.Propose(settings.Metrics[at], view, current, settings, given);
            if (proposal.Failure is not null)
            {
                if (failures++ == 0)
                    (firstFailed, failure) = (at, proposal.Failure);
            }
            else if (deciding < 0 || best.Replicas == 0 || proposal.Replicas > best.Replicas)
                (best, deciding) = (proposal, at);
        }
        var unknown = failures >= settings.Metrics.Count || (failures > 0 && best.Replicas < current);
        return new(unknown ? null : best.Replicas, deciding, best, failures, firstFailed, failure);
    }
}

/// <summary>The value of an external metric that stands in for the view's.</summary>
internal readonly record struct ExternalValue(string Name, double Value);
