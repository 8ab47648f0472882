namespace Berth.Reports.Tests;

/// <summary>The figures of the sample, named as those of <c>JobKpis</c>.</summary>
internal static class SampleFigures
{
    public static readonly IReadOnlyList<SampleFigure> All =
    [
        new("energyKilowattHours", "Energy", "kWh", "lower"),
        new("carbonGrams", "Carbon", "gCO₂e", "lower", 0.83),
        new("meanIntensityGramsPerKwh", "Mean intensity", "g/kWh", "lower"),
        new("meanWaitSeconds", "Wait, mean", "s", "lower"),
        new("p95WaitSeconds", "Wait, p95", "s", "lower"),
        new("meanTurnaroundSeconds", "Turnaround, mean", "s", "lower"),
        new("p95TurnaroundSeconds", "Turnaround, p95", "s", "lower"),
        new("makespanSeconds", "Makespan", "s", "lower", 0.97),
        new("utilizationPercent", "Utilisation", "", "neither"),
        new("fairness", "Fairness", "", "higher"),
        new("deadlineMisses", "Deadline misses", "", "lower"),
        new("cost", "Cost", "€", "lower"),
    ];
}
