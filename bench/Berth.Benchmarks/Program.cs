using System.Diagnostics;
using Berth.Benchmarks;
using Berth.Policies.Solvers;

foreach (var load in new[] { 0.5, 0.8, 1.0, 1.25 })
    foreach (var shape in new[] { "jobs", "shared" })
    {
        var net = shape == "jobs" ? SchedulingNetwork.Jobs(50000, 12500, load, 1) : SchedulingNetwork.Shared(50000, 12500, load, 1);
        for (var i = 0; i < 4; i++)
        {
            var t = Stopwatch.StartNew();
            var s = NetworkSimplex.Solve(net);
            Console.WriteLine($"{shape} {load} {net.NodeCount} {net.ArcCount} {s.Status} {s.Cost} {s.Pivots} {t.Elapsed.TotalSeconds:0.000}");
        }
    }
