namespace Berth.Policies.Shifting;

/// <summary>When a job runs. The segments ascend and do not overlap; the last one has no end: it lasts until the job is done. A policy that decides
/// anew every slot ends its last segment with the slot; what remains is planned then.</summary>
/// <param name="Segments">The segments, at least one.</param>
/// <param name="Reason">One sentence.</param>
public sealed record Schedule(IReadOnlyList<Segment> Segments, string Reason);

/// <summary>A time during which a job runs.</summary>
/// <param name="Start">Start, nanoseconds of the world's clock.</param>
/// <param name="End">End; <see cref="long.MaxValue"/> is when the job is done.</param>
/// <param name="Servers">Number of servers, at least 1.</param>
public readonly record struct Segment(long Start, long End, int Servers);
