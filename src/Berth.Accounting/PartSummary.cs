using Berth.Model.Observations;
using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>One part of the latency over the completed items; the means of all parts sum to the mean latency.</summary>
public sealed record PartSummary(LatencyPart Part, Duration Mean, Duration P95);
