namespace Berth.Records.Clusters;

/// <summary>A pod that had a node no longer takes room there.</summary>
/// <param name="Moment">When the scheduler heard of it, nanoseconds since 1970 in UTC.</param>
/// <param name="Pod">Namespace and name.</param>
/// <param name="Uid">Which pod of that name.</param>
public sealed record PodEnd(long Moment, string Pod, string Uid);
