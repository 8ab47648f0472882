using System.Diagnostics;
using Berth.Accounting;
using Berth.Model;
using Berth.Simulation.Engine;
using Berth.Simulation.Queues;

namespace Berth.Benchmarks;

/// <summary>
/// Events a second of the M/M/100 queue with energy and a trace of every item, beside two floors in the same run: the bare queue of
/// events, and .NET's own priority queue, both fed the same number of timers.
/// </summary>
internal static class EventLoop
{
    private const int Items = 2_000_000, Servers = 100, Rounds = 5;
    private const double Load = 0.9, Promised = 5e6;

    internal static int Run(string[] arguments)
    {
        var rates = new List<(double Simulation, double Queue, double Floor)>();
        for (var round = 0; round < Rounds; round++)
            rates.Add((Rate(Simulate), Rate(BareQueue), Rate(PriorityQueue)));
        var simulation = Median(rates.Select(rate => rate.Simulation));
        Console.WriteLine($"M/M/{Servers} at load {Load}, {Items:N0} items, 2 events each, traced and with energy; median of {Rounds} runs in turn, million events a second");
        Console.WriteLine($"{"simulation",14}{"bare queue",14}{"PriorityQueue",16}{"of the floor",14}");
        var floor = Median(rates.Select(rate => rate.Floor));
        Console.WriteLine($"{simulation / 1e6,14:0.00}{Median(rates.Select(rate => rate.Queue)) / 1e6,14:0.00}{floor / 1e6,16:0.00}{simulation / floor,14:0%}");
        return simulation >= Promised ? 0 : 1;
    }

    private static double Rate(Action run)
    {
        var watch = Stopwatch.StartNew();
        run();
        return 2.0 * Items / watch.Elapsed.TotalSeconds;
    }

    private static void Simulate()
    {
        var (arrivals, services) = (new RandomStream(1, "arrivals"), new RandomStream(1, "services"));
        var trace = new QueuedItem[Items];
        var count = 0;
        QueueSimulation.Run(() => arrivals.NextExponential(1 / (Load * Servers)), () => services.NextExponential(1), Servers, Items, new PowerModel(new([new(100), new(400)])), item => trace[count++] = item);
    }

    private static void BareQueue()
    {
        var random = new RandomStream(1, "timers");
        var queue = new EventQueue();
        for (var timer = 0; timer < Servers; timer++)
            queue.Add((long)(random.NextExponential(1) * 1e9), 0, timer);
        for (var turn = 0; turn < 2 * Items; turn++)
        {
            var next = queue.Take();
            queue.Add(next.Time + (long)(random.NextExponential(1) * 1e9), 0, next.Target);
        }
    }

    private static void PriorityQueue()
    {
        var random = new RandomStream(1, "timers");
        var queue = new PriorityQueue<int, long>();
        for (var timer = 0; timer < Servers; timer++)
            queue.Enqueue(timer, (long)(random.NextExponential(1) * 1e9));
        for (var turn = 0; turn < 2 * Items; turn++)
        {
            queue.TryDequeue(out var target, out var time);
            queue.Enqueue(target, time + (long)(random.NextExponential(1) * 1e9));
        }
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
