namespace Berth.Policies.Scaling.Hpa;

/// <summary>The pods of a service counted and summed by group for one metric. Values are whole thousandths, as quantities of Kubernetes are compared.</summary>
internal struct PodSums
{
    internal int Ready, Unready, Missing;

    /// <summary>What the ready ones use, and what the pods of each group request.</summary>
    internal long Usage, ReadyRequests, UnreadyRequests, MissingRequests;

    /// <summary>What the missing ones are taken to use on the way down: all that they request, or the target where that is more.</summary>
    internal long MissingAtFull;

    /// <summary>Whether some pod requests nothing of the resource.</summary>
    internal bool LacksRequest;

    /// <summary>Whether samples of some pod lack the metric's container.</summary>
    internal bool LacksContainer;

    internal static PodSums Of(ServiceView view, HpaMetric metric, HpaSettings settings)
    {
        var sums = new PodSums();
        var percent = metric.Kind == HpaTargetKind.Utilization;
        var full = Math.Max(100, (long)metric.Target);
        for (var at = 0; at < view.Replicas.Count; at++)
        {
            var pod = view.Replicas[at];
            var sample = metric.Sample(pod);
            var request = percent ? metric.Request(pod) : 0;
            sums.LacksRequest |= double.IsNaN(request);
            sums.LacksContainer |= metric.Lacks(pod);
            var requested = double.IsNaN(request) ? 0 : Milli.Of(request);
            switch (PodGroups.Of(pod, sample, metric.IsCpu, view.Now, settings))
            {
                case PodGroup.Unready:
                    sums.Unready++;
                    sums.UnreadyRequests += requested;
                    break;
                case PodGroup.Missing:
                    sums.Missing++;
                    sums.MissingRequests += requested;
                    sums.MissingAtFull += requested * full / 100;
                    break;
                case PodGroup.Ready:
                    sums.Ready++;
                    sums.ReadyRequests += requested;
                    sums.Usage += Milli.Of(sample!.Value.Value);
                    break;
            }
        }
        return sums;
    }
}
