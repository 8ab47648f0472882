using Berth.Policies.Scaling.Hpa;

namespace Berth.Policies.Scaling.Keda;

/// <summary>What KEDA remembers of a ScaledObject. Moments in nanoseconds.</summary>
public sealed class KedaMemory
{
    /// <summary>When the trigger was last seen active; null is never.</summary>
    public long? LastActive { get; set; }

    /// <summary>When it was last looked at; null is never.</summary>
    public long? LastPoll { get; set; }

    /// <summary>When the autoscaler last decided; null is never.</summary>
    public long? LastSync { get; set; }

    /// <summary>When the ScaledObject was made; null is at the first question.</summary>
    public long? Created { get; set; }

    /// <summary>Failures of the metric in a row, counted each time that the autoscaler asks for it.</summary>
    public int Failures { get; set; }

    /// <summary>What the autoscaler remembers.</summary>
    public HpaMemory Hpa { get; init; } = new();
}
