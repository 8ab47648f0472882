namespace Berth.Records.Clusters;

/// <summary>What a scheduler decided about a pod, or found of one that had its node already.</summary>
/// <param name="Number">Number of the decision; they are made in this order, and written when it is known what became of them.</param>
/// <param name="Moment">When the policy was asked, nanoseconds since 1970 in UTC.</param>
/// <param name="Pod">Namespace and name.</param>
/// <param name="Uid">Which pod of that name.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Node">Its node; null when it has none.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Cores">Cores that it requests.</param>
/// <param name="MemoryBytes">Memory that it requests.</param>
/// <param name="Gpus">Graphics processors that it requests.</param>
/// <param name="Priority">The higher comes first.</param>
/// <param name="LengthSeconds">How long it says that it runs on a node of speed 1.</param>
/// <param name="Open">Names of the nodes that the rules of the cluster left it; null is all.</param>
/// <param name="Note">The reasons as its annotation has them, JSON; null without them.</param>
/// <param name="Situation">Line of the recorded situations in which the policy was asked; null where it is not kept.</param>
public sealed record PodDecision(
    long Number, long Moment, string Pod, string Uid, PodOutcome Outcome, string? Node, string Reason, double Cores, double MemoryBytes, int Gpus, int Priority, double LengthSeconds,
    IReadOnlyList<string>? Open, string? Note, int? Situation);
