using Berth.Records.Timelines;

namespace Berth.Records.Formats.Prometheus;

/// <summary>One line of what a program says of itself.</summary>
/// <param name="Series">Metric, labels, and the kind that its TYPE line gives.</param>
/// <param name="Value">Value; may be infinite or not a number.</param>
/// <param name="Milliseconds">Its own moment, milliseconds since 1970 in UTC; null where it has none, which is usual.</param>
public sealed record ExpositionSample(MetricSeries Series, double Value, long? Milliseconds);
