namespace Berth.Policies.Scaling.Kpa;

/// <summary>What the autoscaler recommends, before bounds and the rules of the last pod.</summary>
/// <param name="Valid">Whether it knew enough to say anything; otherwise all numbers are 0.</param>
/// <param name="DesiredPods">Pods that it wants.</param>
/// <param name="ExcessBurstCapacity">Requests that could still come at once beside the target burst capacity; negative puts the activator into the path.</param>
/// <param name="StableNeed">Pods that the stable average needs.</param>
/// <param name="PanicNeed">Pods that the panic average needs.</param>
/// <param name="Fewest">Fewest pods that the rate allows.</param>
/// <param name="Most">Most pods that the rate allows.</param>
/// <param name="Undelayed">Pods that it would want without a scale-down delay.</param>
public readonly record struct KpaScale(
    bool Valid, int DesiredPods, int ExcessBurstCapacity, double StableNeed, double PanicNeed, int Fewest, int Most, int Undelayed);
