namespace Berth.Reports.Document;

/// <summary>What one placement of one workload gave in one variant, all repetitions together.</summary>
public sealed record ReportRow
{
    /// <summary>Label of the variant; empty when the file has no lists.</summary>
    public required string Variant { get; init; }

    /// <summary>Name of the workload.</summary>
    public required string Workload { get; init; }

    /// <summary>Name of the placement.</summary>
    public required string Placement { get; init; }

    /// <summary>Whether it is the answer for its variant and workload.</summary>
    public required bool Best { get; init; }

    /// <summary>Number of repetitions behind the figures.</summary>
    public required int Repetitions { get; init; }

    /// <summary>Items that were scheduled, warm-up excluded.</summary>
    public required long Items { get; init; }

    /// <summary>Items whose result came back in time.</summary>
    public required long Completed { get; init; }

    /// <summary>Items that were lost, by cause.</summary>
    public required ReportLosses Lost { get; init; }

    /// <summary>Median latency of all items, a lost item being infinitely late; null is infinite.</summary>
    public required double? P50Ms { get; init; }

    /// <summary>95th percentile, as <see cref="P50Ms"/>.</summary>
    public required double? P95Ms { get; init; }

    /// <summary>99th percentile, as <see cref="P50Ms"/>.</summary>
    public required double? P99Ms { get; init; }

    /// <summary>Mean latency of the completed items; null when none completed.</summary>
    public required double? MeanMs { get; init; }

    /// <summary>Lower end of the 95 % confidence interval of the mean over the repetitions; null with fewer than two.</summary>
    public required double? MeanLowMs { get; init; }

    /// <summary>Upper end of that interval.</summary>
    public required double? MeanHighMs { get; init; }

    /// <summary>The parts of the latency in order; their means sum to <see cref="MeanMs"/>.</summary>
    public required IReadOnlyList<ReportPart> Parts { get; init; }

    /// <summary>The objective and whether it was met; null when nothing is promised.</summary>
    public required ReportSlo? Slo { get; init; }

    /// <summary>Mean utilisation of the nodes that processed the items.</summary>
    public required double? WorkerLoadPercent { get; init; }

    /// <summary>Mean utilisation of the nodes that produced the items.</summary>
    public required double? SourceLoadPercent { get; init; }

    /// <summary>Energy for each completed item.</summary>
    public required double? JoulesPerItem { get; init; }

    /// <summary>Who measured the energy; <c>model</c> where nobody did, null without a figure.</summary>
    public required string? EnergyBy { get; init; }

    /// <summary>Carbon dioxide equivalent for each completed item, in grams.</summary>
    public required double? GramsPerItem { get; init; }

    /// <summary>Completed items with the right result, percent; null when the true result is unknown.</summary>
    public required double? AccuracyPercent { get; init; }

    /// <summary>Latency (ms) and the fraction of all items that returned within it; stays below 1 by what was lost.</summary>
    public required IReadOnlyList<ReportPoint> Cdf { get; init; }

    /// <summary>Completed items, thinned: scheduled moment (s since the start of its repetition) and latency (ms).</summary>
    public required IReadOnlyList<ReportPoint> Latencies { get; init; }

    /// <summary>Lost items, thinned: scheduled moments in seconds since the start of the repetition.</summary>
    public required IReadOnlyList<double> LostAtS { get; init; }
}
