namespace Berth.Policies.Scaling;

/// <summary>Always the same number.</summary>
/// <param name="replicas">The number; 0 is the most that are allowed.</param>
public sealed class FixedReplicas(int replicas) : IScalingPolicy
{
    private const long Minute = 60_000_000_000;

    /// <inheritdoc/>
    public string Name => "fixed";

    /// <inheritdoc/>
    public string Summary => "always the same number of replicas";

    /// <inheritdoc/>
    public long Period => Minute;

    /// <inheritdoc/>
    public ScalingDecision Decide(ServiceView view)
    {
        var wanted = replicas == 0 ? view.Most : Math.Clamp(replicas, view.Least, view.Most);
        return new(wanted, view.Explain || wanted != view.Desired ? $"always {wanted} replicas" : "", []);
    }
}
