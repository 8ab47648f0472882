namespace Berth.Policies.Scaling;

/// <summary>A container of a replica.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RequestedCores">Cores that are reserved for it; not a number when none are asked for.</param>
/// <param name="RequestedBytes">Bytes of memory that are reserved for it; null when none are asked for.</param>
/// <param name="Metrics">What the monitoring system knows of it: <c>cpu</c> in cores, <c>memory</c> in bytes.</param>
public sealed record ContainerView(string Name, double RequestedCores, double? RequestedBytes, IReadOnlyList<ReplicaMetric> Metrics);
