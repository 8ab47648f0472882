namespace Berth.Records.Collection;

/// <summary>What is collected.</summary>
public sealed record CollectionPlan
{
    /// <summary>Programs whose metrics are scraped.</summary>
    public IReadOnlyList<ScrapeTarget> Targets { get; init; } = [];

    /// <summary>Logs that are followed.</summary>
    public IReadOnlyList<LogSource> Logs { get; init; } = [];

    /// <summary>Loki server whose lines are followed; null for none.</summary>
    public Uri? Loki { get; init; }

    /// <summary>Which of its streams.</summary>
    public string LokiQuery { get; init; } = """{filename=~".+"}""";

    /// <summary>Interval of the scrapes.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);
}
