namespace Berth.Emulation.Links;

/// <summary>All that the router is told before it starts.</summary>
/// <param name="Seed">Seed of loss and jitter.</param>
/// <param name="Nodes">The nodes; addresses and names are unique.</param>
/// <param name="Links">Directed links. Pairs without one drop their packets, unless both nodes are of one site: then they share an ideal network.</param>
/// <param name="Changes">What changes, and when, counted from the start.</param>
public sealed record RouterDocument(
    long Seed, IReadOnlyList<RouterNode> Nodes, IReadOnlyList<RouterLink> Links, IReadOnlyList<ScheduledChange> Changes);
