using Berth.Cluster.Scheduling.Deciding;
using Berth.Cluster.Scheduling.State;
using Berth.Serving.Measures;

namespace Berth.Cluster.Scheduling.Running;

/// <summary>What a scheduler counts. Only its loop may use it.</summary>
/// <param name="policy">Name of its policy, the label of every figure by which policies are compared.</param>
internal sealed class SchedulerMetrics(string policy)
{
    private readonly Histogram _waits = new();
    private long _placed;
    private long _refused;
    private long _notBound;
    private double _deciding;

    internal void Decided(IReadOnlyList<Verdict> verdicts, TimeSpan took)
    {
        var placed = verdicts.Count(verdict => verdict.Node is not null);
        _placed += placed;
        _refused += verdicts.Count - placed;
        _deciding += took.TotalSeconds;
    }

    internal void Bound(PodInfo pod, DateTimeOffset now) => _waits.Add(Math.Max(0, (now - (pod.Pod.Metadata.CreationTimestamp ?? now)).TotalSeconds));

    internal void NotBound() => _notBound++;

    /// <summary>Everything; of nodes only while it leads, so that two schedulers do not count them twice.</summary>
    internal string Text(SchedulerCore core, bool leads)
    {
        var text = new MetricsText();
        text.Metric("berth_scheduler_leader", "gauge", "Whether this scheduler acts.").Value("berth_scheduler_leader", leads ? 1 : 0, ("policy", policy));
        text.Metric("berth_scheduler_decisions_total", "counter", "Times that a pod was decided about.")
            .Value("berth_scheduler_decisions_total", _placed, ("policy", policy), ("outcome", "placed"))
            .Value("berth_scheduler_decisions_total", _refused, ("policy", policy), ("outcome", "refused"));
        text.Metric("berth_scheduler_decision_seconds_total", "counter", "Time that decisions took.").Value("berth_scheduler_decision_seconds_total", _deciding, ("policy", policy));
        text.Metric("berth_scheduler_failed_bindings_total", "counter", "Decisions that the server did not take.").Value("berth_scheduler_failed_bindings_total", _notBound, ("policy", policy));
        text.Metric("berth_scheduler_wait_seconds", "histogram", "From the making of a pod to its binding.").Histogram("berth_scheduler_wait_seconds", _waits, ("policy", policy));
        if (!leads)
            return text.ToString();
        text.Metric("berth_scheduler_pending_pods", "gauge", "Pods without a node.").Value("berth_scheduler_pending_pods", core.Pending, ("policy", policy));
        NodeMetrics.Write(text, core.Nodes, policy);
        return text.ToString();
    }
}
