using Berth.Accounting.Jobs;

namespace Berth.Reports.Building;

/// <summary>A figure of a comparison: how it is called, and where it comes from.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="Title">Heading.</param>
/// <param name="Unit">Unit; empty without one.</param>
/// <param name="Better">Whether <c>lower</c> or <c>higher</c> is better, or <c>neither</c>.</param>
/// <param name="Of">Its value; null when it is unknown.</param>
public sealed record JobFigure(string Name, string Title, string Unit, string Better, Func<JobKpis, double?> Of);

/// <summary>The figures of a comparison, in the order of the table.</summary>
public static class JobFigures
{
    /// <summary>Emissions of all nodes.</summary>
    public const string Carbon = "carbonGrams";

    /// <summary>Time from arrival to end.</summary>
    public const string Turnaround = "meanTurnaroundSeconds";

    private const string Lower = "lower", Higher = "higher", Neither = "neither";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<JobFigure> All { get; } =
    [
        new("completed", "Completed", "jobs", Higher, kpis => kpis.Completed),
        new("unschedulable", "Unschedulable", "jobs", Lower, kpis => kpis.Unschedulable),
        new("energyKilowattHours", "Energy", "kWh", Lower, kpis => kpis.EnergyKilowattHours),
        new("jobEnergyKilowattHours", "Energy of jobs", "kWh", Lower, kpis => kpis.JobEnergyKilowattHours),
        new(Carbon, "Carbon", "gCO₂e", Lower, kpis => kpis.CarbonGrams),
        new("jobCarbonGrams", "Carbon of jobs", "gCO₂e", Lower, kpis => kpis.JobCarbonGrams),
        new("meanIntensityGramsPerKwh", "Mean intensity", "g/kWh", Lower, kpis => kpis.MeanIntensity),
        new("gramsPerJob", "SCI", "g/job", Lower, kpis => kpis.GramsPerJob),
        new("cost", "Cost", "", Lower, kpis => kpis.Cost),
        new("meanWaitSeconds", "Wait", "s", Lower, kpis => kpis.MeanWait),
        new("p95WaitSeconds", "Wait p95", "s", Lower, kpis => kpis.P95Wait),
        new(Turnaround, "Turnaround", "s", Lower, kpis => kpis.MeanTurnaround),
        new("p95TurnaroundSeconds", "Turnaround p95", "s", Lower, kpis => kpis.P95Turnaround),
        new("makespanSeconds", "Makespan", "s", Lower, kpis => kpis.Makespan),
        new("utilizationPercent", "Utilisation", "%", Neither, kpis => kpis.Utilization * 100),
        new("fairness", "Fairness", "", Higher, kpis => kpis.Fairness),
        new("deadlineMisses", "Deadline misses", "jobs", Lower, kpis => kpis.DeadlineMisses),
        new("restarts", "Restarts", "runs", Lower, kpis => kpis.Restarts),
    ];
}
