using Berth.Model.Observations;
using Berth.Policies.Placement;

namespace Berth.Simulation.Streams;

/// <summary>What a repetition of streams gave; moments in nanoseconds of virtual time.</summary>
/// <param name="Start">Start of the measured time.</param>
/// <param name="End">Its end.</param>
/// <param name="Items">Each stream's items in order.</param>
/// <param name="Samples">Use of each node, every second.</param>
/// <param name="Flows">What the links carried.</param>
public sealed record StreamResult(
    long Start, long End, IReadOnlyList<(PlacedStream Stream, IReadOnlyList<ItemTimeline> Items)> Items, IReadOnlyList<NodeSample> Samples, IReadOnlyList<LinkFlow> Flows);
