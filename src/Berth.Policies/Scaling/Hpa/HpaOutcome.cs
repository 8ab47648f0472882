namespace Berth.Policies.Scaling.Hpa;

/// <summary>A decision of the controller with all that led to it.</summary>
/// <param name="Replicas">Replicas from now on.</param>
/// <param name="Current">Replicas that were asked for before.</param>
/// <param name="Step">What decided.</param>
/// <param name="Proposals">What the metrics asked for; empty where they were not asked.</param>
/// <param name="Stabilized">What the window of past recommendations made of it.</param>
/// <param name="Bound">The bound that holds where <paramref name="Step"/> is one.</param>
internal readonly record struct HpaOutcome(int Replicas, int Current, HpaStep Step, HpaProposals Proposals, int Stabilized, int Bound);

/// <summary>What decided.</summary>
internal enum HpaStep
{
    /// <summary>There are none, and 0 is not allowed: somebody switched the service off.</summary>
    SwitchedOff,

    /// <summary>There are more than are allowed.</summary>
    AboveMost,

    /// <summary>There are fewer than are allowed.</summary>
    BelowLeast,

    /// <summary>The metrics do not say.</summary>
    Failed,

    /// <summary>The metrics, with the window of past recommendations.</summary>
    Metrics,

    /// <summary>A rate of change.</summary>
    Rate,

    /// <summary>The most replicas that are allowed.</summary>
    Most,

    /// <summary>The fewest replicas that are allowed.</summary>
    Least,
}
