using Berth.Accounting;
using Berth.Model;
using Berth.Simulation.Queues;

namespace Berth.Simulation.Tests.Queues;

public sealed class QueueTests
{
    private const int Items = 1_000_000;

    /// <summary>Erlang C: the mean wait of M/M/c (Kleinrock, Queueing Systems I, 1975, 3.5).</summary>
    private static double WaitMmc(double arrival, double service, int servers)
    {
        var load = arrival / service;
        var term = 1.0;
        var sum = 1.0;
        for (var k = 1; k < servers; k++)
            sum += term *= load / k;
        term *= load / servers;
        var last = term / (1 - load / servers);
        return last / (sum + last) / (servers * service - arrival);
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(1, 0.7)]
    [InlineData(4, 0.8)]
    [InlineData(100, 0.95)]
    public void M_M_c_agrees_with_Erlang_C(int servers, double load)
    {
        // The waits of one run are correlated: at a high load one has a standard error of 1 % of its own, so four are averaged.
        var runs = Enumerable.Range(1, load < 0.75 ? 1 : 4).Select(seed => Run(seed, servers, servers * load, random => random.NextExponential(1))).ToArray();
        var expected = WaitMmc(servers * load, 1, servers) + 1;
        Assert.InRange(runs.Average(run => run.MeanSojourn) / expected, 0.99, 1.01);
        Assert.InRange(runs.Average(run => run.Utilization) / load, 0.995, 1.005);
    }

    [Theory]
    [InlineData("deterministic", 0)]
    [InlineData("uniform", 1.0 / 3)]
    [InlineData("erlang 2", 0.5)]
    public void M_G_1_agrees_with_Pollaczek_and_Khinchine(string kind, double squaredVariation)
    {
        Func<RandomStream, double> service = kind switch
        {
            "deterministic" => _ => 1,
            "uniform" => random => 2 * random.NextDouble(),
            _ => random => random.NextExponential(0.5) + random.NextExponential(0.5),
        };
        var run = Run(1, 1, 0.7, service);
        var wait = 0.7 * (1 + squaredVariation) / (2 * (1 - 0.7));
        Assert.InRange(run.MeanWait / wait, 0.99, 1.01);
    }

    [Fact]
    public void Energy_is_idle_power_and_the_busy_part_of_the_rest()
    {
        var power = new PowerModel(new([new(50), new(250)]));
        var random = new RandomStream(3, "arrivals");
        var result = QueueSimulation.Run(() => random.NextExponential(0.1), () => random.NextExponential(0.5), 10, 10_000, power);
        Assert.InRange(result.Joules!.Value / (result.Seconds * (50 + 200 * result.Utilization)), 1 - 1e-9, 1 + 1e-9);
    }

    [Fact]
    public void Every_item_is_traced_and_served_in_its_order()
    {
        var random = new RandomStream(3, "arrivals");
        var items = new List<QueuedItem>();
        QueueSimulation.Run(() => random.NextExponential(1), () => random.NextExponential(0.9), 1, 1000, trace: items.Add);
        Assert.Equal(1000, items.Count);
        Assert.All(items.Zip(items.Skip(1)), pair => Assert.Equal(Math.Max(pair.First.Ended, pair.Second.Arrived), pair.Second.Begun));
    }

    private static QueueResult Run(int seed, int servers, double rate, Func<RandomStream, double> service)
    {
        var (arrivals, services) = (new RandomStream(seed, "arrivals"), new RandomStream(seed, "services"));
        return QueueSimulation.Run(() => arrivals.NextExponential(1 / rate), () => service(services), servers, Items);
    }
}
