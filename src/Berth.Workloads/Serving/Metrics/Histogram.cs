namespace Berth.Workloads.Serving.Metrics;

/// <summary>A Prometheus histogram. May be used from any thread.</summary>
/// <param name="bounds">Upper bounds of the buckets, ascending; one more is infinite.</param>
internal sealed class Histogram(params double[] bounds)
{
    private readonly long[] counts = new long[bounds.Length + 1];
    private double sum;

    /// <summary>Bounds for seconds, close together where objectives of services lie.</summary>
    internal static double[] Seconds { get; } = [0.001, 0.0025, 0.005, 0.0075, 0.01, 0.015, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 10, 30];

    /// <summary>Adds a value.</summary>
    internal void Observe(double value)
    {
        var bucket = Array.BinarySearch(bounds, value);
        Interlocked.Increment(ref counts[bucket < 0 ? ~bucket : bucket]);
        for (double before = Volatile.Read(ref sum), seen; (seen = Interlocked.CompareExchange(ref sum, before + value, before)) != before; before = seen)
        {
            // Another thread came first.
        }
    }

    /// <summary>Writes it.</summary>
    internal void Write(MetricsText text, string name, string labels = "")
    {
        var cumulated = 0L;
        var comma = labels.Length > 0 ? "," : "";
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            cumulated += Volatile.Read(ref counts[bucket]);
            text.Sample($"{name}_bucket", $"{labels}{comma}le=\"{(bucket < bounds.Length ? MetricsText.Number(bounds[bucket]) : "+Inf")}\"", cumulated);
        }
        text.Sample($"{name}_sum", labels, Volatile.Read(ref sum));
        text.Sample($"{name}_count", labels, cumulated);
    }
}
