namespace Berth.Policies.Scaling.Kpa;

/// <summary>What the autoscaler sees.</summary>
/// <param name="Stable">Average of the metric over the stable window, all pods together; not a number while nothing is known.</param>
/// <param name="Panic">Average over the panic window.</param>
/// <param name="ReadyPods">Pods that take requests; null when they cannot be counted.</param>
public readonly record struct KpaReading(double Stable, double Panic, int? ReadyPods);
