namespace Berth.Policies.Placement;

/// <summary>A stream of items that waits for a node.</summary>
/// <param name="Subject">Name of the stream: <c>camera@endpoint-1</c>.</param>
/// <param name="Source">Node that produces the items.</param>
public sealed record PlacementRequest(string Subject, string Source);
