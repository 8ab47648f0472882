namespace Berth.Policies.Scaling.Kpa;

/// <summary>What becomes of a recommendation.</summary>
/// <param name="Pods">Pods from now on.</param>
/// <param name="Wanted">Pods that were wanted within the bounds; null when nothing could be said.</param>
/// <param name="Waiting">Seconds until the last pod may go, where 0 pods are wanted and it stays.</param>
public readonly record struct KpaTarget(int Pods, int? Wanted, double Waiting);
