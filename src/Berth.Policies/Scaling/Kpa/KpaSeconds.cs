namespace Berth.Policies.Scaling.Kpa;

/// <summary>What the autoscaler has counted.</summary>
/// <param name="Stable">Of the stable window; null without any.</param>
/// <param name="Panic">Of the panic window.</param>
/// <param name="Seen">The last second of the load that was looked at; null before the first question.</param>
public sealed record KpaSeconds(KpaWindow? Stable, KpaWindow? Panic, long? Seen);
