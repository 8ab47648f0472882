using System.Diagnostics;
using Berth.Model;
using Berth.Model.Jobs;
using Berth.Policies.Placement;
using ClusterView = Berth.Policies.Placement.Cluster;

namespace Berth.Benchmarks;

/// <summary>
/// The policies that see a whole batch, ECSched and Tetris, on an empty cluster of 1,523 unequal nodes until 8,152 tasks were asked for: what a task costs, by the
/// size of the batch.
/// </summary>
internal static class BatchPlacement
{
    private const int Nodes = 1523, Tasks = 8152;
    private const double GiB = 1 << 30;

    internal static int Run(string[] arguments)
    {
        var seed = arguments.Length > 0 ? long.Parse(arguments[0]) : 1;
        Console.WriteLine($"{Nodes:N0} nodes, {Tasks:N0} tasks, seed {seed}");
        Console.WriteLine($"{"policy",-12}{"batch",8}{"seconds",10}{"µs/task",10}{"placed",9}");
        foreach (var batch in (int[])[1, 50, 100, 200, 1000])
            foreach (var name in (string[])["ecsched", "tetris"])
            {
                Once(name, batch, seed, 200);
                var (seconds, placed) = Once(name, batch, seed, Tasks);
                Console.WriteLine($"{name,-12}{batch,8}{seconds,10:0.000}{seconds / Tasks * 1e6,10:0.0}{placed,9}");
            }
        return 0;
    }

    private static (double Seconds, int Placed) Once(string name, int size, long seed, int count)
    {
        var random = new RandomStream(seed, "batch placement");
        var cluster = new ClusterView([.. Enumerable.Range(0, Nodes).Select(node => Node(node, random))], [new("site", Tier.Cloud)]);
        var policy = PlacementPolicies.Get(name);
        var batch = new PlacementBatch(cluster, 0, new(seed, "policy"));
        var placed = 0;
        var watch = new Stopwatch();
        for (var task = 0; task < count;)
        {
            batch.Reset(0);
            for (var end = Math.Min(count, task + size); task < end; task++)
                batch.Add(Task(task, random));
            watch.Start();
            policy.Place(batch);
            watch.Stop();
            placed += Enumerable.Range(0, batch.Tasks.Count).Count(index => batch.NodeOf(index) >= 0);
        }
        return (watch.Elapsed.TotalSeconds, placed);
    }

    private static NodeSpec Node(int node, RandomStream random)
    {
        var size = 1 << random.NextInt(3);
        return new($"node-{node}", 0, 32_000 * size, 128 * GiB * size, random.NextInt(4) == 0 ? 0 : 2 * size, "T4");
    }

    private static TaskRequest Task(int number, RandomStream random)
    {
        var gpu = random.NextInt(10) switch { < 3 => default, < 7 => new GpuDemand(1, 100 * (1 + random.NextInt(9))), _ => GpuDemand.Whole(1 + random.NextInt(2)) };
        return new(number, $"task-{number}", new(1000 * (1 + random.NextInt(16)), GiB * (1 + random.NextInt(64)), gpu), 3600);
    }
}
