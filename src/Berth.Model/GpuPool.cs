using Berth.Model.Units;

namespace Berth.Model;

/// <summary>The graphics processors of a node.</summary>
/// <param name="Count">How many.</param>
/// <param name="Model">Their model; empty is unknown.</param>
/// <param name="Peak">What one draws in full use above its idle power, which belongs to the node's; null is unknown and counts as nothing.</param>
public sealed record GpuPool(int Count, string Model, Power? Peak);
