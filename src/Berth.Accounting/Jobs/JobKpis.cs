using Berth.Accounting.Statistics;
using Berth.Model.Observations;

namespace Berth.Accounting.Jobs;

/// <summary>What a run of jobs achieved and what it cost. Times in seconds, over completed jobs.</summary>
/// <param name="Jobs">Jobs that came.</param>
/// <param name="Completed">Jobs that were done.</param>
/// <param name="Unschedulable">Jobs that no node could ever run.</param>
/// <param name="Stranded">Jobs that never ran to their end.</param>
/// <param name="Restarts">Runs that were lost to failures.</param>
/// <param name="DeadlineMisses">Jobs with a deadline that ended after it or not at all.</param>
/// <param name="EnergyKilowattHours">The integral of the power of all nodes, idle power included.</param>
/// <param name="JobEnergyKilowattHours">The part that jobs caused.</param>
/// <param name="CarbonGrams">Emissions of the energy, PUE included.</param>
/// <param name="JobCarbonGrams">The part that jobs caused.</param>
/// <param name="MeanIntensity">Emissions for each kilowatt-hour that the nodes drew, g/kWh; null without energy.</param>
/// <param name="Cost">Price of the energy, PUE included.</param>
/// <param name="MeanWait">Mean time from arrival to the first start; null without completed jobs.</param>
/// <param name="P95Wait">95th percentile of it.</param>
/// <param name="MeanTurnaround">Mean time from arrival to end.</param>
/// <param name="P95Turnaround">95th percentile of it.</param>
/// <param name="Makespan">From the first arrival to the last end.</param>
/// <param name="Utilization">Cores held by jobs of the cores that were there, over the makespan.</param>
/// <param name="Fairness">Jain's index of the jobs' slowdowns (turnaround over run time, of jobs of at least 10 s): 1 when all are slowed alike; null without completed jobs.</param>
/// <param name="GramsPerJob">Software Carbon Intensity with the completed job as functional unit, without embodied emissions.</param>
public sealed record JobKpis(
    int Jobs,
    int Completed,
    int Unschedulable,
    int Stranded,
    int Restarts,
    int DeadlineMisses,
    double EnergyKilowattHours,
    double JobEnergyKilowattHours,
    double CarbonGrams,
    double JobCarbonGrams,
    double? MeanIntensity,
    double Cost,
    double? MeanWait,
    double? P95Wait,
    double? MeanTurnaround,
    double? P95Turnaround,
    double? Makespan,
    double Utilization,
    double? Fairness,
    double? GramsPerJob)
{
    private const double JoulesPerKilowattHour = 3.6e6;
    private const double LeastRunSeconds = 10;

    /// <summary>Sums up.</summary>
    /// <param name="records">What became of each job.</param>
    /// <param name="nodes">What each node used.</param>
    /// <param name="pricePerKilowattHour">Price at a site, PUE included; by its name.</param>
    public static JobKpis Of(IReadOnlyList<JobRecord> records, IReadOnlyList<NodeReading> nodes, Func<string, double> pricePerKilowattHour)
    {
        var completed = records.Count(record => record.Outcome == JobOutcome.Completed);
        var waits = Ascending(records, completed, record => (record.Start - record.Arrival) / 1e9);
        var turnarounds = Ascending(records, completed, record => (record.End - record.Arrival) / 1e9);
        var slowdowns = Ascending(records, completed, record => Math.Max(1, (record.End - record.Arrival) * 1e-9 / Math.Max(LeastRunSeconds, record.RunSeconds)));
        var joules = nodes.Sum(node => node.Total.Joules);
        var grams = nodes.Sum(node => node.Total.Grams);
        var cores = nodes.Sum(node => node.CoreSeconds);
        return new(
            records.Count,
            completed,
            records.Count(record => record.Outcome == JobOutcome.Unschedulable),
            records.Count(record => record.Outcome == JobOutcome.Stranded),
            records.Sum(record => record.Restarts),
            records.Count(record => record.Missed),
            joules / JoulesPerKilowattHour,
            records.Sum(record => record.Used.Joules) / JoulesPerKilowattHour,
            grams,
            records.Sum(record => record.Used.Grams),
            joules > 0 ? grams / (joules / JoulesPerKilowattHour) : null,
            nodes.Sum(node => node.Total.Joules / JoulesPerKilowattHour * pricePerKilowattHour(node.Site)),
            waits.Length > 0 ? waits.Average() : null,
            waits.Length > 0 ? Percentiles.NearestRank(waits, 95) : null,
            turnarounds.Length > 0 ? turnarounds.Average() : null,
            turnarounds.Length > 0 ? Percentiles.NearestRank(turnarounds, 95) : null,
            completed > 0 ? (records.Max(record => record.End) - records.Min(record => record.Arrival)) * 1e-9 : null,
            cores > 0 ? nodes.Sum(node => node.BusyCoreSeconds) / cores : 0,
            Jain(slowdowns),
            completed > 0 ? grams / completed : null);
    }

    private static double[] Ascending(IReadOnlyList<JobRecord> records, int completed, Func<JobRecord, double> of)
    {
        var values = new double[completed];
        var count = 0;
        foreach (var record in records)
            if (record.Outcome == JobOutcome.Completed)
                values[count++] = of(record);
        Array.Sort(values);
        return values;
    }

    /// <summary>Jain, Chiu and Hawe, 1984: (Σx)² / (n Σx²).</summary>
    private static double? Jain(double[] values) => values.Length == 0 ? null : Math.Pow(values.Sum(), 2) / (values.Length * values.Sum(value => value * value));
}
