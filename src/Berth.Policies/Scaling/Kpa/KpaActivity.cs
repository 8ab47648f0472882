namespace Berth.Policies.Scaling.Kpa;

/// <summary>Whether a service serves, as Knative marks its PodAutoscaler.</summary>
public enum KpaActivity
{
    /// <summary>Pods are wanted, and too few are ready.</summary>
    Activating,

    /// <summary>Enough pods are ready.</summary>
    Active,

    /// <summary>No pods are wanted.</summary>
    Inactive,
}
