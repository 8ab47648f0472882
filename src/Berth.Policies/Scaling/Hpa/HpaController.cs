namespace Berth.Policies.Scaling.Hpa;

/// <summary>One pass of the controller over one HorizontalPodAutoscaler (<c>reconcileAutoscaler</c> of pkg/controller/podautoscaler/horizontal.go).</summary>
/// <param name="settings">What it is told.</param>
/// <param name="memory">What it remembers.</param>
internal sealed class HpaController(HpaSettings settings, HpaMemory memory)
{
    internal HpaSettings Settings => settings;

    internal HpaMemory Memory => memory;

    /// <param name="view">The service.</param>
    /// <param name="current">Replicas that were last asked for.</param>
    /// <param name="least">Fewest replicas of the autoscaler.</param>
    /// <param name="given">A value that stands in for one of the view's metrics.</param>
    internal HpaOutcome Decide(ServiceView view, int current, int least, ExternalValue? given = null)
    {
        memory.Begin(current, view.Now);
        var outcome = current == 0 && least != 0 ? Plain(0, current, HpaStep.SwitchedOff)
            : current > view.Most ? Plain(view.Most, current, HpaStep.AboveMost)
            : current < least ? Plain(least, current, HpaStep.BelowLeast)
            : ByMetrics(view, current, least, given);
        if (outcome.Replicas != current && settings.Behavior is { } behavior)
            memory.Changed(current, outcome.Replicas, view.Now, behavior);
        return outcome;
    }

    private static HpaOutcome Plain(int replicas, int current, HpaStep step) => new(replicas, current, step, new(null, -1, default, 0, -1, null), replicas, replicas);

    private HpaOutcome ByMetrics(ServiceView view, int current, int least, ExternalValue? given)
    {
        var proposals = HpaProposals.Of(view, current, settings, given);
        if (proposals.Replicas is not { } wanted)
            return new(current, current, HpaStep.Failed, proposals, current, current);
        return settings.Behavior is { } behavior
            ? WithBehavior(view, current, least, wanted, behavior, proposals)
            : Older(view, current, least, wanted, proposals);
    }

    private HpaOutcome Older(ServiceView view, int current, int least, int wanted, HpaProposals proposals)
    {
        var stable = memory.Highest(wanted, view.Now, Moments.Of(settings.DownscaleStabilizationSeconds));
        var rate = HpaRates.OlderMost(current);
        var most = Math.Min(view.Most, rate);
        return stable < least ? new(least, current, HpaStep.Least, proposals, stable, least)
            : stable > most ? new(most, current, view.Most > rate ? HpaStep.Rate : HpaStep.Most, proposals, stable, most)
            : new(stable, current, HpaStep.Metrics, proposals, stable, stable);
    }

    private HpaOutcome WithBehavior(ServiceView view, int current, int least, int wanted, HpaBehavior behavior, HpaProposals proposals)
    {
        var (lowest, highest) = memory.Bounds(
            wanted, view.Now, Moments.Of(behavior.Up.StabilizationSeconds ?? 0), Moments.Of(behavior.Down.StabilizationSeconds ?? settings.DownscaleStabilizationSeconds));
        var stable = Math.Min(Math.Max(current, lowest), highest);
        if (stable > current)
        {
            var rate = HpaRates.Most(current, behavior.Up, memory, view.Now);
            var most = Math.Min(view.Most, rate);
            if (stable > most)
                return new(most, current, view.Most > rate ? HpaStep.Rate : HpaStep.Most, proposals, stable, most);
        }
        else if (stable < current)
        {
            var rate = HpaRates.Least(current, behavior.Down, memory, view.Now);
            var fewest = Math.Max(least, rate);
            if (stable < fewest)
                return new(fewest, current, least < rate ? HpaStep.Rate : HpaStep.Least, proposals, stable, fewest);
        }
        return new(stable, current, HpaStep.Metrics, proposals, stable, stable);
    }
}
