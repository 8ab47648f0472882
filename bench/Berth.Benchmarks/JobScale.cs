using System.Diagnostics;
using Berth.Model;
using Berth.Model.Jobs;
using Berth.Policies.Placement;
using Berth.Simulation.Engine;
using Berth.Simulation.Jobs;

namespace Berth.Benchmarks;

/// <summary>
/// How the time of a simulation grows with jobs and nodes, energy and carbon on; beside each the floor: the bare queue of events with two events a job.
/// The largest is a million jobs on 10,000 nodes by best fit.
/// </summary>
internal static class JobScale
{
    private const double PromisedSeconds = 10;
    private const long PromisedBytes = 1_000_000_000;

    internal static int Run(string[] arguments)
    {
        Console.WriteLine($"{"policy",-12}{"jobs",10}{"nodes",8}{"seconds",10}{"µs a job",10}{"floor s",10}{"floor",8}{"used",8}{"peak MB",10}");
        var fine = true;
        foreach (var (jobs, nodes) in ((int, int)[])[(1_000_000, 10_000), (100_000, 10_000), (1_000_000, 1_000), (100_000, 1_000), (10_000, 1_000)])
            foreach (var policy in (string[])["best-fit", "first-fit"])
            {
                var seconds = Simulate(policy, jobs, nodes, out var used);
                var floor = Floor(jobs);
                var peak = Process.GetCurrentProcess().PeakWorkingSet64;
                Console.WriteLine($"{policy,-12}{jobs,10:N0}{nodes,8:N0}{seconds,10:0.00}{seconds / jobs * 1e6,10:0.00}{floor,10:0.00}{seconds / floor,7:0.0}x{used,8:0%}{peak / 1e6,10:0}");
                if ((policy, jobs, nodes) == ("best-fit", 1_000_000, 10_000))
                    fine = seconds <= PromisedSeconds && peak <= PromisedBytes;
            }
        return fine ? 0 : 1;
    }

    private static double Simulate(string policy, int jobs, int nodes, out double used)
    {
        // Jobs of 1 to 8 cores and 5 minutes on average; 70 % of the cores are taken.
        Site Half(string name, double cores, double intensity) => new(
            name, Tier.Cloud, nodes / 2, new(cores), new(1), new(cores * 4e9), null, null, new([new(110), new(420)]), 1.2, new(new(intensity), null, new(new(intensity / 3), new(86_400))));
        var continuum = new Continuum([Half("a", 32, 310), Half("b", 64, 56)], []);
        var rate = 0.7 * nodes * 48 / (4.5 * 300);
        var watch = Stopwatch.StartNew();
        var result = new JobSimulation(new(continuum, Jobs(jobs, rate), PlacementPolicies.Get(policy), Intensity: site => Records.Formats.Carbon.GridSeries.Read(site.Grid!, 864_000_000_000_000))).Run();
        var seconds = watch.Elapsed.TotalSeconds;
        used = result.Nodes.Sum(node => node.BusyCoreSeconds) / result.Nodes.Sum(node => node.CoreSeconds);
        return result.Records.All(record => record.Outcome == Model.Observations.JobOutcome.Completed) ? seconds : double.NaN;
    }

    private static IEnumerable<Job> Jobs(int count, double rate)
    {
        var random = new RandomStream(1, "jobs");
        var arrival = 0.0;
        for (var number = 0; number < count; number++)
        {
            arrival += random.NextExponential(1 / rate);
            var cores = 1 + random.NextInt(8);
            yield return new($"job-{number}", new(arrival), new(cores), new(cores * (1 + random.NextInt(4)) * 1e9), default, new(1 + random.NextExponential(300)));
        }
    }

    private static double Floor(int jobs)
    {
        var random = new RandomStream(1, "jobs");
        var watch = Stopwatch.StartNew();
        var queue = new EventQueue();
        var arrival = 0L;
        queue.Add(0, 1, 0);
        for (var number = 0; queue.Count > 0;)
        {
            var next = queue.Take();
            if (next.Kind == 0)
                continue;
            queue.Add(next.Time + (long)(random.NextExponential(300) * 1e9), 0, number);
            if (++number < jobs)
                queue.Add(arrival += (long)(random.NextExponential(0.01) * 1e9), 1, number);
        }
        return watch.Elapsed.TotalSeconds;
    }
}
