using Berth.Accounting.Statistics;
using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>
/// Latency from the scheduled moment, over the items of all repetitions. A percentile counts a lost item as infinitely late and is then
/// infinite; mean and maximum are of the completed items.
/// </summary>
/// <param name="P50">Median.</param>
/// <param name="P95">95th percentile.</param>
/// <param name="P99">99th percentile.</param>
/// <param name="Mean">Mean of the completed items; null without any.</param>
/// <param name="Maximum">Largest of the completed items; null without any.</param>
/// <param name="P50OverRepetitions">Student interval, in seconds, of the repetitions' medians; null for one repetition or an infinite one.</param>
/// <param name="P95OverRepetitions">The same for the 95th percentile.</param>
/// <param name="P99OverRepetitions">The same for the 99th percentile.</param>
/// <param name="Cdf">Empirical distribution, seconds; stays below 1 when items were lost.</param>
public sealed record LatencySummary(
    Duration P50,
    Duration P95,
    Duration P99,
    Duration? Mean,
    Duration? Maximum,
    Interval? P50OverRepetitions,
    Interval? P95OverRepetitions,
    Interval? P99OverRepetitions,
    IReadOnlyList<CdfPoint> Cdf);
