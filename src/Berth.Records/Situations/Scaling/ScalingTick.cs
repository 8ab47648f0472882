using Berth.Policies.Scaling;

namespace Berth.Records.Situations.Scaling;

/// <summary>A service at the moment of one question.</summary>
/// <param name="Now">The moment, nanoseconds.</param>
/// <param name="Specified">Replicas that were last asked for; null is what was decided the question before.</param>
/// <param name="Counted">Replicas as the controller of the service counts them; null counts the pods.</param>
/// <param name="Least">Fewest replicas.</param>
/// <param name="Most">Most replicas.</param>
/// <param name="Pods">The pods.</param>
/// <param name="Metrics">Metrics that are not of pods.</param>
/// <param name="Facts">What is known of the service.</param>
public sealed record ScalingTick(long Now, int? Specified, int? Counted, int Least, int Most, IReadOnlyList<ReplicaView> Pods, IReadOnlyList<Metric> Metrics, ServiceFacts Facts)
{
    /// <summary>Requests that wait.</summary>
    public int Queued { get; init; }

    /// <summary>Requests that are being served.</summary>
    public int InFlight { get; init; }

    /// <summary>Parked replicas.</summary>
    public int Standby { get; init; }

    /// <summary>Carbon intensity, g/kWh; null is unknown.</summary>
    public double? GramsPerKilowattHour { get; init; }

    /// <summary>The seconds since the question before, the oldest first.</summary>
    public IReadOnlyList<LoadSecond> Load { get; init; } = [];

    /// <summary>Makes a view show it.</summary>
    internal void ShowIn(ServiceView view)
    {
        (view.Now, view.Desired, view.Counted, view.Least, view.Most) = (Now, Specified ?? view.Desired, Counted, Least, Most);
        (view.Replicas, view.Metrics, view.Facts) = (Pods, Metrics, Facts);
        (view.Queued, view.InFlight, view.Standby, view.GramsPerKilowattHour) = (Queued, InFlight, Standby, GramsPerKilowattHour);
        foreach (var second in Load)
            view.Load.Add(second);
    }
}
