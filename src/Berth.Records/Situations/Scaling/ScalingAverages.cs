namespace Berth.Records.Situations.Scaling;

/// <summary>What Knative's autoscaler is told in the place of the seconds of the load.</summary>
/// <param name="Stable">Average over the stable window; not a number when it is not known.</param>
/// <param name="Panic">Average over the panic window.</param>
/// <param name="ReadyPods">Ready pods; null counts those of the document.</param>
public sealed record ScalingAverages(double Stable, double Panic, int? ReadyPods);
