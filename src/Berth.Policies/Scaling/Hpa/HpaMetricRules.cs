namespace Berth.Policies.Scaling.Hpa;

/// <summary>How many replicas a metric asks for (pkg/controller/podautoscaler/replica_calculator.go, with the fill-in rules of Kubernetes 1.33).</summary>
internal static class HpaMetricRules
{
    internal static HpaProposal Propose(HpaMetric metric, ServiceView view, int current, HpaSettings settings, ExternalValue? given)
    {
        if (metric.Source is HpaMetricSource.Resource or HpaMetricSource.ContainerResource or HpaMetricSource.Pods)
            return OfPods(metric, view, current, settings);
        var value = metric.Source == HpaMetricSource.External && given is { } known && known.Name == metric.Name ? known.Value : view.Find(metric.Name);
        if (value is not { } measured || double.IsNaN(measured))
            return HpaProposal.Failed("has no value");
        return metric.Kind == HpaTargetKind.AverageValue
            ? Average(metric, Milli.Of(measured), view.CountReplicas(), settings)
            : Whole(metric, Milli.Of(measured), view, current, settings);
    }

    /// <summary>Metrics that each pod has: once as they are, and where pods are unready or missing once more with assumed values.</summary>
    private static HpaProposal OfPods(HpaMetric metric, ServiceView view, int current, HpaSettings settings)
    {
        if (view.Replicas.Count == 0)
            return HpaProposal.Failed("has no pods");
        var sums = PodSums.Of(view, metric, settings);
        if (sums.LacksContainer)
            return HpaProposal.Failed($"is not known of container {metric.Container} in every pod");
        if (sums.Ready == 0)
            return HpaProposal.Failed("has no sample of a ready pod");
        if (sums.LacksRequest)
            return HpaProposal.Failed("is not requested by every pod");
        var percent = metric.Kind == HpaTargetKind.Utilization;
        if (percent && sums.ReadyRequests == 0)
            return HpaProposal.Failed("is requested by no pod that counts");
        var measured = Measured(percent, sums.Usage, sums.ReadyRequests, sums.Ready);
        var target = percent ? (long)metric.Target : Milli.Of(metric.Target);
        var ratio = measured / (double)target;
        var proposal = new HpaProposal(current) { Measured = percent ? measured : Milli.Back(measured), Ratio = ratio, Pods = sums.Ready };
        var upWithUnready = sums.Unready > 0 && ratio > 1.0;
        if (!upWithUnready && sums.Missing == 0)
            return settings.Tolerates(ratio) ? proposal : proposal with { Replicas = Ceiling(ratio * sums.Ready) };

        var (usage, requests, pods) = (sums.Usage, sums.ReadyRequests, sums.Ready);
        if (sums.Missing > 0 && ratio != 1.0)
        {
            // On the way down they are taken to be fully used, on the way up not at all.
            if (ratio < 1.0)
                usage += percent ? sums.MissingAtFull : target * sums.Missing;
            requests += sums.MissingRequests;
            pods += sums.Missing;
        }
        if (upWithUnready)
        {
            requests += sums.UnreadyRequests;
            pods += sums.Unready;
        }
        var assumed = Measured(percent, usage, requests, pods) / (double)target;
        proposal = proposal with { Assumed = assumed, Pods = pods, Filled = pods - sums.Ready };
        if (settings.Tolerates(assumed) || (ratio < 1.0 && assumed > 1.0) || (ratio > 1.0 && assumed < 1.0))
            return proposal;
        var replicas = Ceiling(assumed * pods);
        return (assumed < 1.0 && replicas > current) || (assumed > 1.0 && replicas < current) ? proposal : proposal with { Replicas = replicas };
    }

    /// <summary>A value that is shared by all pods: the ratio scales those that are ready.</summary>
    private static HpaProposal Whole(HpaMetric metric, long measured, ServiceView view, int current, HpaSettings settings)
    {
        var ratio = measured / (double)Milli.Of(metric.Target);
        var proposal = new HpaProposal(current) { Measured = Milli.Back(measured), Ratio = ratio };
        if (current == 0)
            return proposal with { Replicas = Ceiling(ratio) };
        if (settings.Tolerates(ratio))
            return proposal;
        if (view.Replicas.Count == 0)
            return HpaProposal.Failed("has no pods");
        var ready = 0;
        for (var at = 0; at < view.Replicas.Count; at++)
            if (view.Replicas[at] is { Phase: ReplicaPhase.Running, Ready: true })
                ready++;
        return proposal with { Replicas = Ceiling(ratio * ready), Pods = ready };
    }

    /// <summary>A value to be divided among the pods: as many as it takes, ready or not.</summary>
    private static HpaProposal Average(HpaMetric metric, long measured, int counted, HpaSettings settings)
    {
        var target = Milli.Of(metric.Target);
        var ratio = measured / ((double)target * counted);
        return new(settings.Tolerates(ratio) ? counted : Ceiling(measured / (double)target)) { Measured = Milli.Back(measured), Ratio = ratio, Pods = counted };
    }

    // Whole numbers are divided, so what is left over is lost: 79.9 % is 79 %.
    private static long Measured(bool percent, long usage, long requests, int pods) => percent ? usage * 100 / requests : usage / pods;

    private static int Ceiling(double replicas) => (int)Math.Clamp(Math.Ceiling(replicas), 0, int.MaxValue);
}
