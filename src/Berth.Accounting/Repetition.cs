using Berth.Model.Observations;

namespace Berth.Accounting;

/// <summary>What was observed in one repetition of a placement, undilated.</summary>
/// <param name="Start">Start of the measured time, after the warm-up, nanoseconds of the run's clock.</param>
/// <param name="End">End of the measured time.</param>
/// <param name="Items">Items; those that are not scheduled within the measured time do not count.</param>
/// <param name="Nodes">Samples; only their overlap with the measured time counts.</param>
/// <param name="Metered">What a meter says; null where there is none, and energy is modelled from the samples.</param>
public sealed record Repetition(long Start, long End, IReadOnlyList<ItemTimeline> Items, IReadOnlyList<NodeSample> Nodes, MeterReadings? Metered = null);
