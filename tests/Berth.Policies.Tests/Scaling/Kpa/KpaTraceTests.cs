using Berth.Model;
using Berth.Model.Services;
using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Kpa;
using Berth.Policies.Tests.Shifting;

namespace Berth.Policies.Tests.Scaling.Kpa;

/// <summary>On a recorded load, in a small world of hundredths of a second: one queue, one request at a time on each replica, 0.1 s a request.</summary>
public sealed class KpaTraceTests(ITestOutputHelper output)
{
    private const int Hundred = 100;
    private const long Hundredth = 10_000_000;

    private sealed class Replica(int readyAt)
    {
        internal ReplicaView View { get; } = new() { Name = "replica", Phase = ReplicaPhase.Running, Ready = false };

        internal int FreeAt { get; set; } = readyAt;
    }

    // Start of a replica in seconds, bounds of the 99th percentile of the latency in seconds and of the mean number of cores. The load grows from 8 to 32 a second within
    // six seconds, and two replicas serve 20: with a start of ten seconds over 100 requests wait by then, that is, several seconds.
    [Theory]
    [InlineData(10, 2, 5, 3.3, 3.8)]
    [InlineData(1, 0.2, 0.5, 3.2, 3.6)]
    public void A_load_that_grows_fourfold_is_served_by_then(int startSeconds, double leastLatency, double mostLatency, double leastCores, double mostCores)
    {
        var path = TestData.Find("requests", "elastic-630s.txt");
        Assert.SkipWhen(path is null, "needs ../shared/data/requests/elastic-630s.txt beside the repository");
        int[] counts = [.. File.ReadAllText(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
        var (latencies, cores) = (new List<double>(), 0.0);
        for (var seed = 1; seed <= 5; seed++)
            cores += Serve(counts, startSeconds * Hundred, new(seed, "service"), latencies) / 5;
        latencies.Sort();
        var p99 = latencies[(int)(latencies.Count * 0.99)] / Hundred;
        output.WriteLine($"start {startSeconds} s: p99 {p99:0.00} s, {cores:0.00} cores");
        Assert.InRange(p99, leastLatency, mostLatency);
        Assert.InRange(cores, leastCores, mostCores);
    }

    private static double Serve(int[] counts, int start, RandomStream random, List<double> latencies)
    {
        var policy = new KnativePodAutoscaler(new());
        var view = new ServiceView { Desired = 1, Least = 1, Most = 6, Facts = new(0.1, 0.3, start, 0.5, 99, ServiceLevers.None, []) };
        List<Replica> replicas = [new(0)];
        var (queue, coreTime, concurrency) = (new Queue<double>(), 0L, 0.0);
        for (var now = 0; now < counts.Length * Hundred; now++)
        {
            if (now % (2 * Hundred) == 0 && now > 0)
            {
                foreach (var replica in replicas)
                    replica.View.Ready |= replica.FreeAt <= now;
                (view.Now, view.Replicas) = (now * Hundredth, [.. replicas.Select(replica => replica.View)]);
                view.Desired = policy.Decide(view).Replicas;
                while (replicas.Count > view.Desired)
                    replicas.RemoveAt(replicas.Count - 1);
                while (replicas.Count < view.Desired)
                    replicas.Add(new(now + start));
            }
            for (var arrivals = Poisson(random, (double)counts[now / Hundred] / Hundred); arrivals > 0; arrivals--)
                queue.Enqueue(now + random.NextDouble());
            foreach (var replica in replicas.Where(replica => replica.FreeAt <= now && queue.Count > 0))
            {
                replica.FreeAt = now + 5 + random.NextInt(11);
                replica.View.Ready = true;
                latencies.Add(replica.FreeAt - queue.Dequeue());
            }
            var busy = replicas.Count(replica => replica.View.Ready == true && replica.FreeAt > now);
            concurrency += (double)(queue.Count + busy) / Hundred;
            coreTime += replicas.Count;
            if (now % Hundred != Hundred - 1)
                continue;
            view.Load.Add(new(counts[now / Hundred], 0, 0, concurrency, busy, 0, 0));
            concurrency = 0;
        }
        return (double)coreTime / counts.Length / Hundred;
    }

    private static int Poisson(RandomStream random, double mean)
    {
        var count = 0;
        for (var product = random.NextDouble(); product > Math.Exp(-mean); product *= random.NextDouble())
            count++;
        return count;
    }
}
