namespace Berth.Learning.Performance.Data;

/// <summary>Something that is predicted of an execution.</summary>
/// <param name="Name">Name in files and on the command line, with its unit.</param>
/// <param name="Title">What people read.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="WorkExponent">How it grows with work where nothing was learned: 1 is in proportion.</param>
/// <param name="SpeedExponent">The same for the speed of a core.</param>
/// <param name="CoresExponent">The same for cores below one, which are slices of one core.</param>
public sealed record PerformanceTarget(string Name, string Title, string Unit, double WorkExponent, double SpeedExponent, double CoresExponent)
{
    /// <summary>How long it runs.</summary>
    public static PerformanceTarget Duration { get; } = new("duration_s", "duration", "s", 1, -1, -1);

    /// <summary>Processor time.</summary>
    public static PerformanceTarget Cpu { get; } = new("cpu_s", "processor time", "s", 1, -1, 0);

    /// <summary>Most resident memory.</summary>
    public static PerformanceTarget Peak { get; } = new("peak_bytes", "peak memory", "B", 0, 0, 0);

    /// <summary>Energy.</summary>
    public static PerformanceTarget Energy { get; } = new("energy_j", "energy", "J", 1, 0, 0);

    /// <summary>All, in the order in which they are shown.</summary>
    public static IReadOnlyList<PerformanceTarget> All { get; } = [Duration, Cpu, Peak, Energy];

    /// <summary>The target of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static PerformanceTarget Of(string name) =>
        All.FirstOrDefault(target => target.Name == name) ?? throw new ArgumentException($"there is no target '{name}'; there are: {string.Join(", ", All.Select(target => target.Name))}", nameof(name));

    /// <summary>What a row says of it; not a number where it does not say.</summary>
    public double In(PerformanceRow row) => Name switch
    {
        "duration_s" => row.DurationSeconds,
        "cpu_s" => row.CpuSeconds,
        "peak_bytes" => row.PeakBytes,
        _ => row.EnergyJoules,
    };
}
