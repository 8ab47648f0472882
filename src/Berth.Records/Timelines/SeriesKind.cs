namespace Berth.Records.Timelines;

/// <summary>What the values of a series mean, in the words of Prometheus.</summary>
public enum SeriesKind
{
    /// <summary>Nobody said.</summary>
    Unknown,

    /// <summary>A state that goes up and down.</summary>
    Gauge,

    /// <summary>A count that only grows, and begins at 0 when its process starts.</summary>
    Counter,
}
