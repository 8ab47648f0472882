using Berth.Model.Units;

namespace Berth.Emulation.Probes;

/// <summary>Round trips of UDP packets; all durations are zero when every packet was lost.</summary>
public sealed record RoundTripResult(Duration Median, Duration P99, Duration Min, Duration Max, Duration Mean, Duration Deviation, int Sent, int Lost);
