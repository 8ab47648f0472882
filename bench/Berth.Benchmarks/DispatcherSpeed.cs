namespace Berth.Benchmarks;

/// <summary>
/// The dispatcher beside HAProxy, before the same trivial back end and under the same load, in turns: requests a second at saturation, and the 99th
/// percentile of the latency at half of HAProxy's saturation. Arguments are the number of rounds and the seconds of each measurement; <c>memory</c>
/// sends ten million requests instead and looks at the dispatcher's memory.
/// </summary>
internal static class DispatcherSpeed
{
    private const int UsualRounds = 5, UsualSeconds = 4;
    private const long Requests = 10_000_000;
    private const double Promised = 0.8, PromisedMilliseconds = 1, PromisedGrowth = 1.1;

    internal static int Run(string[] arguments)
    {
        using var processes = new DispatcherProcesses();
        var (rounds, seconds) = arguments is [var first, var second] ? (int.Parse(first), int.Parse(second)) : (UsualRounds, UsualSeconds);
        processes.Saturate(processes.Reference, seconds);
        processes.Saturate(processes.Ours, seconds);
        return arguments is ["memory"] ? Memory(processes) : Speed(processes, rounds, seconds);
    }

    private static int Speed(DispatcherProcesses processes, int rounds, int seconds)
    {
        var (ratios, differences) = (new List<double>(), new List<double>());
        Console.WriteLine($"{"round",6}{"HAProxy 1/s",14}{"berth 1/s",12}{"ratio",8}{"at 1/s",10}{"HAProxy p99 ms",16}{"berth p99 ms",14}{"added ms",10}");
        for (var round = 1; round <= rounds; round++)
        {
            var (reference, ours) = InTurns(round, port => processes.Saturate(port, seconds).Rate, processes);
            var half = reference / 2;
            var (referenceTail, oursTail) = InTurns(round, port => 1e3 * P99(HttpPace.Measure(port, half, seconds)), processes);
            ratios.Add(ours / reference);
            differences.Add(oursTail - referenceTail);
            Console.WriteLine($"{round,6}{reference,14:0}{ours,12:0}{ratios[^1],8:0.00}{half,10:0}{referenceTail,16:0.000}{oursTail,14:0.000}{differences[^1],10:0.000}");
        }
        var (ratio, added) = (Median(ratios), Median(differences));
        Console.WriteLine($"medians: {ratio:0.00} of HAProxy's requests a second (promised {Promised}), {added:0.000} ms added to its p99 (promised at most {PromisedMilliseconds}); {processes.ResidentBytes / 1e6:0} MB");
        return ratio >= Promised && added <= PromisedMilliseconds ? 0 : 1;
    }

    private static int Memory(DispatcherProcesses processes)
    {
        var (first, sent) = (processes.ResidentBytes, 0L);
        Console.WriteLine($"{0,12:N0} requests {first / 1e6,8:0.0} MB");
        while (sent < Requests)
        {
            sent += processes.Saturate(processes.Ours, 30).Count;
            Console.WriteLine($"{sent,12:N0} requests {processes.ResidentBytes / 1e6,8:0.0} MB");
        }
        return processes.ResidentBytes <= PromisedGrowth * first ? 0 : 1;
    }

    private static (double Reference, double Ours) InTurns(int round, Func<int, double> measure, DispatcherProcesses processes)
    {
        if (round % 2 == 1)
            return (measure(processes.Reference), measure(processes.Ours));
        var ours = measure(processes.Ours);
        return (measure(processes.Reference), ours);
    }

    private static double P99(double[] ascending) => ascending[(int)Math.Ceiling(0.99 * ascending.Length) - 1];

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
