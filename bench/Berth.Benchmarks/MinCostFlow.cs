using System.Diagnostics;
using Berth.Policies.Solvers;

namespace Berth.Benchmarks;

/// <summary>
/// The network simplex beside LEMON's on networks of a scheduler: 50,000 tasks, 12,500 machines, 375,000 arcs. Both solve the same DIMACS
/// file in turn; the optima must be equal. LEMON is timed without its preparation, this one with it.
/// </summary>
internal static class MinCostFlow
{
    private const int Tasks = 50_000, Machines = 12_500, Rounds = 7;
    private const double MostRatio = 2;

    internal static int Run(string[] arguments)
    {
        var seed = arguments.Length > 0 ? long.Parse(arguments[0]) : 1;
        var folder = Directory.CreateTempSubdirectory("berth-min-cost-flow-").FullName;
        try
        {
            var program = Lemon.Build(folder);
            Console.WriteLine($"{Tasks:N0} tasks, {Machines:N0} machines, seed {seed}, median of {Rounds} runs in turn, seconds");
            Console.WriteLine($"{"shape",-8}{"load",6}{"arcs",10}{"optimum",14}{"LEMON",9}{"with prep.",12}{"Berth",9}{"ratio",8}");
            var fine = true;
            foreach (var (shape, make) in ((string, Func<int, int, double, long, FlowNetwork>)[])[("jobs", SchedulingNetwork.Jobs), ("shared", SchedulingNetwork.Shared)])
                foreach (var load in (double[])[0.5, 0.8, 1, 1.25])
                    fine &= Compare(folder, program, shape, load, make(Tasks, Machines, load, seed));
            return fine ? 0 : 1;
        }
        catch (InvalidOperationException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return 3;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Compare(string folder, string program, string shape, double load, FlowNetwork generated)
    {
        var file = Path.Combine(folder, "network.min");
        using (var text = new StreamWriter(file))
            DimacsWriter.Write(text, generated, $"shape {shape}, load {load}");
        using var lemon = new Lemon(program, file);
        FlowNetwork network;
        using (var text = new StreamReader(file))
            network = DimacsReader.Read(text);
        var (theirs, prepared, ours) = (new List<double>(), new List<double>(), new List<double>());
        var cost = (Int128)0;
        var same = true;
        for (var round = -1; round < Rounds; round++)
        {
            var judge = lemon.Solve();
            GC.Collect();
            var watch = Stopwatch.StartNew();
            var solution = NetworkSimplex.Solve(network);
            var seconds = watch.Elapsed.TotalSeconds;
            cost = solution.Cost;
            same &= solution.Status == FlowStatus.Optimal && cost == judge.Cost;
            if (round < 0)
                continue;
            theirs.Add(judge.Seconds);
            prepared.Add(judge.WithPreparation);
            ours.Add(seconds);
        }
        var ratio = Median(ours) / Median(theirs);
        Console.WriteLine($"{shape,-8}{load,6:0.##}{network.ArcCount,10}{cost,14}{Median(theirs),9:0.000}{Median(prepared),12:0.000}{Median(ours),9:0.000}{ratio,8:0.00}{(same ? "" : "  THE OPTIMA DIFFER")}");
        return same && ratio <= MostRatio;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
