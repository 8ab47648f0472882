namespace Berth.Reports.Tests;

/// <summary>The figures of the sample, named as those of <c>JobKpis</c>.</summary>
internal static class SampleFigures
{
    public static readonly IReadOnlyList<SampleFigure> All =
    [
        new("energyKilowattHours", "Energy", "kWh", "lower"),
        new("carbonGrams", "Carbon", "gCO₂e", "lower", 0.83),
        new("meanIntensity", "Mean intensity", "g/kWh", "lower"),
        new("meanWait", "Wait, mean", "s", "lower"),
        new("p95Wait", "Wait, p95", "s", "lower"),
        new("meanTurnaround", "Turnaround, mean", "s", "lower"),
        new("p95Turnaround", "Turnaround, p95", "s", "lower"),
        new("makespan", "Makespan", "s", "lower", 0.97),
        new("utilization", "Utilisation", "", "neither"),
        new("fairness", "Fairness", "", "higher"),
        new("deadlineMisses", "Deadline misses", "", "lower"),
        new("cost", "Cost", "€", "lower"),
    ];
}
