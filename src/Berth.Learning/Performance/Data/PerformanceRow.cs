namespace Berth.Learning.Performance.Data;

/// <summary>One execution as it is learned from: what was known before it, and what it took.</summary>
public sealed record PerformanceRow
{
    /// <summary>Name of the function.</summary>
    public required string Function { get; init; }

    /// <summary>Its parameters by name; a text parameter is <c>name=value</c> with 1.</summary>
    public required IReadOnlyDictionary<string, double> Parameters { get; init; }

    /// <summary>Name of the size that its process had; it groups rows and is no feature.</summary>
    public string Size { get; init; } = "";

    /// <summary>Cores that its process had.</summary>
    public required double Cores { get; init; }

    /// <summary>Memory that its process had, bytes.</summary>
    public required double MemoryBytes { get; init; }

    /// <summary>Speed of a core relative to the reference.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Executions that ran on its node when it started.</summary>
    public double Neighbours { get; init; }

    /// <summary>Metrics of its process at its start, by the names of <see cref="InitialMetrics"/>; empty where there is no sample.</summary>
    public IReadOnlyDictionary<string, double> Initial { get; init; } = new Dictionary<string, double>();

    /// <summary>Seconds that it ran; NaN unknown.</summary>
    public double DurationSeconds { get; init; } = double.NaN;

    /// <summary>Processor seconds; NaN unknown.</summary>
    public double CpuSeconds { get; init; } = double.NaN;

    /// <summary>Most resident bytes; NaN unknown.</summary>
    public double PeakBytes { get; init; } = double.NaN;

    /// <summary>Joules; NaN unknown.</summary>
    public double EnergyJoules { get; init; } = double.NaN;

    /// <summary>Work of its parameters, in the function's own unit; NaN where that is not known.</summary>
    public double Work => KnownWork.Of(Function, Parameters);

    /// <summary>Cores, memory and speed as one text, which is equal for equal sizes.</summary>
    internal string SizeKey => FormattableString.Invariant($"{Cores:R} cores, {MemoryBytes:R} B, speed {Speed:R}");
}
