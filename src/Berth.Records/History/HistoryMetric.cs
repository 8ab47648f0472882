namespace Berth.Records.History;

/// <summary>Names of metrics that <c>/history</c> and <c>/endpoints</c> know.</summary>
public static class HistoryMetric
{
    /// <summary>The metric whose series are the endpoints.</summary>
    public const string Endpoint = "process_cpu_percent";

    /// <summary>What a collector says of a program that has not that metric.</summary>
    public const string Up = "up";

    // What is about the scrape or the runtime, and not about a request.
    private static readonly HashSet<string> Hidden = new(StringComparer.Ordinal)
    {
        "flask_http_request_duration_seconds_bucket",
        "python_gc_objects_collected_total", "python_gc_objects_uncollectable_total", "python_gc_collections_total",
        "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling", "scrape_series_added",
    };

    /// <summary>Whether the metric is left out of the states of a request.</summary>
    public static bool IsHidden(string name) => Hidden.Contains(name);
}
