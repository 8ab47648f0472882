using Berth.Model.Units;

namespace Berth.Model;

/// <summary>What changes on a link, so long after the start of each repetition; null leaves a value as it was.</summary>
public sealed record LinkChange(Duration At, bool? Up, Latency? Latency, DataRate? Rate, Fraction? Loss);
