using System.Diagnostics;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Chaos;

/// <summary>What a scheduler holds while pods come and go without end: a scheduler inside the test, for the memory that is really in use, and one as a process, for all that it has.</summary>
[Collection(Alone.Name)]
public sealed class LeaksOnRealServer(RealCluster cluster, ITestOutputHelper output) : ChaosSpecs(cluster)
{
    private const int Together = 60;

    [Fact]
    [Trait("Speed", "Long")]
    public Task A_short_churn_leaves_nothing_behind() => ChurnAsync(TimeSpan.FromSeconds(8));

    [Fact]
    [Trait("Speed", "Slow")]
    public Task Five_minutes_of_churn_leave_nothing_behind() => ChurnAsync(TimeSpan.FromMinutes(5));

    private async Task ChurnAsync(TimeSpan time)
    {
        await NodesAsync(6);
        await using var process = Scheduler();
        await using var inside = new RunningScheduler(Client.Access, $"{Name}-inside");
        var readings = new List<Reading>();
        var churned = 0;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < time;)
        {
            await PodsAsync(Together);
            await PodsAsync(Together, scheduler: $"{Name}-inside");
            await SettlesAsync();
            foreach (var pod in await AllAsync())
                await Api.Pods.DeleteAsync(Space, pod.Metadata.Name!, Cancellation, graceSeconds: 0);
            churned += 2 * Together;
            inside.Forget();
            process.Lines.Clear();
            Watched.Nodes.Clear();
            readings.Add(new(process.Resident >> 20, process.Threads, process.Sockets, GC.GetTotalMemory(forceFullCollection: true) / 1e6, OwnSockets()));
        }
        var third = Math.Max(1, readings.Count / 3);
        var (first, middle, last) = (Reading.Mean(readings.Take(third)), Reading.Mean(readings.Skip(third).Take(third)), Reading.Mean(readings.TakeLast(third)));
        output.WriteLine($"{churned} pods in {readings.Count} waves; first third: {first}; second: {middle}; last: {last}");
        Assert.True(last.Resident < first.Resident * 1.2 + 30, $"resident: {first} then {last}");
        Assert.True(last.Heap < first.Heap * 1.2 + 4, $"heap: {first} then {last}");
        Assert.True(last.Sockets <= first.Sockets + 1 && last.OwnSockets <= first.OwnSockets + 1, $"sockets: {first} then {last}");
        Assert.True(last.Threads <= first.Threads + 5, $"threads: {first} then {last}");
    }

    private static int OwnSockets() => Directory.GetFiles("/proc/self/fd").Count(BerthProcess.IsSocket);

    /// <summary>What is held at one moment.</summary>
    /// <param name="Resident">Memory of the process, MB.</param>
    /// <param name="Threads">Its threads.</param>
    /// <param name="Sockets">Its sockets.</param>
    /// <param name="Heap">Objects in use of the test with its scheduler, MB.</param>
    /// <param name="OwnSockets">Sockets of the test.</param>
    private sealed record Reading(double Resident, double Threads, double Sockets, double Heap, double OwnSockets)
    {
        internal static Reading Mean(IEnumerable<Reading> readings)
        {
            var all = readings.ToList();
            return new(all.Average(each => each.Resident), all.Average(each => each.Threads), all.Average(each => each.Sockets), all.Average(each => each.Heap), all.Average(each => each.OwnSockets));
        }

        public override string ToString() => $"{Resident:0.0} MB resident, {Threads:0.0} threads, {Sockets:0.0} sockets; {Heap:0.00} MB heap, {OwnSockets:0.0} sockets inside";
    }
}
