namespace Berth.Policies.Scaling.Keda;

/// <summary>What KEDA does while the metric of a trigger fails (pkg/fallback/fallback.go).</summary>
/// <param name="Replicas">A number of replicas.</param>
/// <param name="FailureThreshold">Failures in a row after which further ones count.</param>
/// <param name="Behavior">What the number is for.</param>
public sealed record KedaFallback(int Replicas, int FailureThreshold, KedaFallbackBehavior Behavior)
{
    /// <summary>Replicas to report to the autoscaler in the place of the metric.</summary>
    internal int Of(int current) => Behavior switch
    {
        KedaFallbackBehavior.CurrentReplicas => current,
        KedaFallbackBehavior.CurrentReplicasIfHigher => Math.Max(current, Replicas),
        KedaFallbackBehavior.CurrentReplicasIfLower => Math.Min(current, Replicas),
        _ => Replicas,
    };
}

/// <summary>What the number of a fallback is for.</summary>
public enum KedaFallbackBehavior
{
    /// <summary>It holds.</summary>
    Static,

    /// <summary>As many as there are.</summary>
    CurrentReplicas,

    /// <summary>The higher of both.</summary>
    CurrentReplicasIfHigher,

    /// <summary>The lower of both.</summary>
    CurrentReplicasIfLower,
}
