using Berth.Records.Timelines;

namespace Berth.Records.History;

/// <summary>What a metric showed during a request.</summary>
/// <param name="Name">Name of the metric, with the labels by which its series differ where a program has several of it.</param>
/// <param name="Points">The metric at five moments in equal steps, from the start of the request to its end.</param>
/// <param name="Delta">By how much it grew or changed; not a number where unknown.</param>
/// <param name="Samples">Samples within the request.</param>
/// <param name="Gaps">Stretches of the request about which nothing is known.</param>
public sealed record HistoryState(string Name, IReadOnlyList<AsOf> Points, double Delta, int Samples, int Gaps);
