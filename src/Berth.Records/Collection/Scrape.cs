using Berth.Records.Formats.Prometheus;

namespace Berth.Records.Collection;

/// <summary>What one scrape gave.</summary>
/// <param name="Moment">When it began; nanoseconds since 1970 in UTC.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Samples">What the program said of itself; empty where it failed.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
internal sealed record Scrape(long Moment, double Seconds, IReadOnlyList<ExpositionSample> Samples, string? Failure);
