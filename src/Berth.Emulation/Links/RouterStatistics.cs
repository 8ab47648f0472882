namespace Berth.Emulation.Links;

/// <summary>What the router has done so far.</summary>
/// <param name="Links">Every directed pair that carried or dropped a packet.</param>
/// <param name="Unlinked">IPv4 packets without a link or to an unknown address, dropped.</param>
/// <param name="Foreign">Packets that are not IPv4, dropped.</param>
/// <param name="Deliveries">Timed deliveries (those of ideal pairs are immediate).</param>
/// <param name="LatenessMedian">Median of how late packets were handed over, in µs.</param>
/// <param name="LatenessP99">99th percentile of the same, in µs.</param>
/// <param name="LatenessMax">The latest delivery, in µs.</param>
public sealed record RouterStatistics(
    IReadOnlyList<LinkReport> Links, long Unlinked, long Foreign, long Deliveries, double LatenessMedian, double LatenessP99, double LatenessMax);
