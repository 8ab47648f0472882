using Berth.Cluster.Scheduling.State;

namespace Berth.Cluster.Scheduling.Deciding;

/// <summary>What was decided about a pod.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Node">Its node, on which it is counted from now on; null while it has none.</param>
/// <param name="Note">Why it has this node; null when it has none.</param>
/// <param name="Refusal">Why it has none, in words; null when it has one.</param>
/// <param name="Until">When it is to be asked about again at the latest, nanoseconds; 0 when something has to change first.</param>
internal sealed record Verdict(PodInfo Pod, NodeInfo? Node, DecisionNote? Note, string? Refusal, long Until = 0);
