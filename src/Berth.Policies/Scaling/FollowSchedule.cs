namespace Berth.Policies.Scaling;

/// <summary>As many replicas as the service's schedule says for the moment; before its first entry the fewest.</summary>
public sealed class FollowSchedule : IScalingPolicy
{
    /// <inheritdoc/>
    public string Name => "schedule";

    /// <inheritdoc/>
    public string Summary => "replicas by time, as the file of the service says";

    /// <inheritdoc/>
    public long Period => Moments.Second;

    /// <inheritdoc/>
    public ScalingDecision Decide(ServiceView view)
    {
        var schedule = view.Facts.Schedule;
        var (latest, since) = (-1, long.MinValue);
        for (var at = 0; at < schedule.Count; at++)
            if (schedule[at].At.Nanoseconds is var start && start <= view.Now && start >= since)
                (latest, since) = (at, start);
        var wanted = latest < 0 ? view.Least : Math.Clamp(schedule[latest].Replicas, view.Least, view.Most);
        if (!view.Explain && wanted == view.Desired)
            return new(wanted, "", []);
        var reason = latest < 0 ? $"nothing is scheduled yet: the fewest, {wanted}" : $"{schedule[latest].Replicas} from {schedule[latest].At} on{(wanted == schedule[latest].Replicas ? "" : $", {wanted} with the bounds")}";
        return new(wanted, reason, [new("scheduled", latest < 0 ? view.Least : schedule[latest].Replicas)]);
    }
}
