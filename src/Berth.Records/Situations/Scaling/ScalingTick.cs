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

    /// <summary>What Knative's autoscaler is told in the place of the load; null leaves it to the load.</summary>
    public ScalingAverages? Averages { get; init; }

    /// <summary>The seconds since the question before, the oldest first.</summary>
    public IReadOnlyList<LoadSecond> Load { get; init; } = [];

    /// <summary>A view as it is now, with some of the last seconds.</summary>
    internal static ScalingTick Of(ServiceView view, int seconds)
    {
        var load = new LoadSecond[Math.Min(seconds, view.Load.Count)];
        for (var at = 0; at < load.Length; at++)
            load[at] = view.Load[load.Length - 1 - at];
        return new(view.Now, view.Desired, view.Counted, view.Least, view.Most, [.. view.Replicas.Select(Copy)], [.. view.Metrics], view.Facts)
        {
            Queued = view.Queued, InFlight = view.InFlight, Standby = view.Standby, GramsPerKilowattHour = view.GramsPerKilowattHour, Load = load,
        };
    }

    /// <summary>Makes a view show it.</summary>
    internal void ShowIn(ServiceView view)
    {
        (view.Now, view.Desired, view.Counted, view.Least, view.Most) = (Now, Specified ?? view.Desired, Counted, Least, Most);
        (view.Replicas, view.Metrics, view.Facts) = (Pods, Metrics, Facts);
        (view.Queued, view.InFlight, view.Standby, view.GramsPerKilowattHour) = (Queued, InFlight, Standby, GramsPerKilowattHour);
        foreach (var second in Load)
            view.Load.Add(second);
    }

    private static ReplicaView Copy(ReplicaView pod) => new()
    {
        Name = pod.Name, Phase = pod.Phase, Leaving = pod.Leaving, Ready = pod.Ready, Lost = pod.Lost, ReadySince = pod.ReadySince, Started = pod.Started,
        RequestedCores = pod.RequestedCores, RequestedBytes = pod.RequestedBytes, Cpu = pod.Cpu, Metrics = pod.Metrics, Containers = pod.Containers, InFlight = pod.InFlight,
    };
}
