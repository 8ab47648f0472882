namespace Berth.Policies.Scaling.Hpa;

/// <summary>
/// The HorizontalPodAutoscaler of Kubernetes (autoscaling/v2): as many replicas as bring the worst metric to its target, held back by past
/// recommendations and rates of change.
/// </summary>
/// <param name="name">Name in files and reports.</param>
/// <param name="summary">What it does, in a few words.</param>
/// <param name="settings">Metrics, behaviour and periods.</param>
/// <param name="memory">What it remembers; null for a new one.</param>
public sealed class HpaPolicy(string name, string summary, HpaSettings settings, HpaMemory? memory = null) : IScalingPolicy
{
    private readonly HpaController _controller = new(settings, memory ?? new());

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Summary => summary;

    /// <summary>What it was told.</summary>
    public HpaSettings Settings => settings;

    /// <summary>What it remembers.</summary>
    public HpaMemory Memory => _controller.Memory;

    /// <inheritdoc/>
    public long Period { get; } = Moments.Of(settings.SyncSeconds);

    /// <inheritdoc/>
    public ScalingDecision Decide(ServiceView view)
    {
        var outcome = _controller.Decide(view, view.Desired, view.Least);
        return view.Explain || outcome.Replicas != view.Desired
            ? new(outcome.Replicas, HpaWords.Of(outcome, settings), HpaWords.Terms(outcome))
            : new(outcome.Replicas, "", []);
    }
}
