using Berth.Cluster.Scheduling.State;
using Berth.Policies.Placement;

namespace Berth.Cluster.Scheduling.Deciding;

/// <summary>What was decided about a pod.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Task">The pod as the policy saw it.</param>
/// <param name="Node">Its node, on which it is counted from now on; null while it has none.</param>
/// <param name="Note">Why it has this node; null when it has none.</param>
/// <param name="Refusal">Why it has none, in words; null when it has one.</param>
/// <param name="Situation">Line in which question and answer are kept; null where they are not.</param>
/// <param name="Until">When it is to be asked about again at the latest, nanoseconds; 0 when something has to change first.</param>
internal sealed record Verdict(PodInfo Pod, TaskRequest Task, NodeInfo? Node, DecisionNote? Note, string? Refusal, int? Situation, long Until = 0);
