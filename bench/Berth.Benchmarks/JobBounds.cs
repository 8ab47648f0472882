using System.Diagnostics;
using Berth.Accounting;
using Berth.Model;
using Berth.Model.Jobs;
using Berth.Model.Units;
using Berth.Policies.Solvers;

namespace Berth.Benchmarks;

/// <summary>The lower bound of emissions by the number of jobs and hours, on two sites whose intensity follows a noisy day.</summary>
internal static class JobBounds
{
    internal static int Run(string[] arguments)
    {
        var seed = arguments.Length > 0 ? long.Parse(arguments[0]) : 1;
        Console.WriteLine($"{"jobs",8}{"hours",8}{"grams",14}{"seconds",10}  method");
        foreach (var (jobs, hours) in ((int, int)[])[(100, 168), (1000, 168), (1000, 720), (150, 8760), (8000, 168), (100_000, 168)])
        {
            var random = new RandomStream(seed, "job bounds");
            Site[] sites = [Site("a", 8), Site("b", 4)];
            var series = sites.ToDictionary(site => site.Name, _ => CarbonIntensitySeries.Steps(
                [.. Enumerable.Range(0, hours).Select(hour => (hour * 3_600_000_000_000, new CarbonIntensity(300 + 150 * Math.Sin(hour * Math.PI / 12) + 50 * random.NextDouble())))]));
            // Half of all core-hours are taken.
            var mean = 0.5 * 12 * 32 * hours / jobs;
            var work = Enumerable.Range(0, jobs).Select(number => new Job(
                $"job-{number}", new(random.NextDouble() * hours * 1800), new(1 + random.NextInt(8)), new(1e9), default, new(mean / 4.5 * 3600 * random.NextDouble()))).ToArray();
            var watch = Stopwatch.StartNew();
            var bound = new LowerBounds(new(sites, []), work, site => series[site.Name], hours * 3_600_000_000_000).CarbonGrams();
            Console.WriteLine($"{jobs,8}{hours,8}{bound?.Value,14:0.0}{watch.Elapsed.TotalSeconds,10:0.000}  {bound?.Method}");
        }
        return 0;
    }

    private static Site Site(string name, int nodes) =>
        new(name, Tier.Cloud, nodes, new(32), new(1), new(256e9), null, null, new PowerCurve([new(60), new(400)]), 1.2, null);
}
