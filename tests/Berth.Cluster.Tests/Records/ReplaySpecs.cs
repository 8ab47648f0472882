using Berth.Cluster.Access;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Records;

/// <summary>
/// A scheduler binds pods of a cluster and records it; the record becomes an experiment, and the simulation, whose own loop of events asks the same policy, places them on the same
/// nodes at the same moments.
/// </summary>
public abstract class ReplaySpecs : ClusterSpecs
{
    private string Name => $"berth-{Space}";

    private protected async Task ReplayAsync(string policy)
    {
        await NodesAsync(policy == "min-min" ? 1 : 0.75);
        // A policy that may wait would leave pods pending until a cleaner node has room.
        var options = policy == "carbon-aware" ? new Dictionary<string, double> { ["max-delay"] = 0 } : null;
        await using var run = new RecordedRun(policy, options);
        await using (var scheduler = new RunningScheduler(Client.Access, Name, policy: policy, records: run.Records, options: options))
        {
            var bound = 0;
            Task AllBoundAsync() => Eventually.HoldsAsync($"{bound} pods are bound", () => scheduler.Bindings.Count == bound);
            async Task MakeAsync(string name, string cpu, string length, bool fits = true)
            {
                await PodAsync(name, cpu, Name, annotations: new() { ["berth/length"] = length });
                bound += fits ? 1 : 0;
            }

            (string Cpu, string Length)[] sizes = [("3", "3h"), ("2", "5min"), ("1500m", "30min"), ("1", "20min"), ("1", "10min"), ("500m", "2h"), ("250m", "1h")];
            // The largest node alone takes it, and is nearly full from now on.
            await MakeAsync("ballast", "6", "1h");
            for (var each = 0; each < sizes.Length; each++)
                await MakeAsync($"first-{each}", sizes[each].Cpu, sizes[each].Length);
            await AllBoundAsync();
            // Room that is given back in between changes what is best for the next ones.
            await EndAsync("first-1");
            await EndAsync("first-2");
            await Eventually.HoldsAsync("their ends are heard", () => run.Ends.Count == 2);
            for (var each = 0; each < 5; each++)
                await MakeAsync($"second-{each}", sizes[^(each % 4 + 1)].Cpu, sizes[each].Length);
            await AllBoundAsync();
            await MakeAsync("late", "6", "1h", fits: false);
            await Eventually.HoldsAsync("there is no room for it", () => scheduler.Sayings.Any(each => each.Contains("/late", StringComparison.Ordinal)));
            // It is asked about again not before a back-off of a second.
            await Task.Delay(TimeSpan.FromSeconds(1.5), Cancellation);
            await EndAsync("ballast");
            await Eventually.HoldsAsync("it has the room that was given back", () => scheduler.Bindings.Count > bound);
        }
        await run.Records.DisposeAsync();
        var (simulated, nodes) = run.Simulate();
        var first = run.Bound.Values.Min(each => each.Moment);
        Assert.Equal(run.Bound.Count, simulated.Count);
        Assert.Equal(
            run.Bound.Values.OrderBy(each => each.Pod, StringComparer.Ordinal).Select(each => $"{each.Pod} on {each.Node}"),
            simulated.Values.OrderBy(each => each.Task, StringComparer.Ordinal).Select(each => $"{each.Task} on {nodes[each.Node]}"));
        // Room that is given back is seen at once in the simulation, and after a turn of the loop by the scheduler.
        Assert.All(run.Bound.Values, each => Assert.InRange((each.Moment - first) * 1e-9 - simulated[each.Pod].Moment * 1e-9, -1e-6, each.Pod.EndsWith("/late", StringComparison.Ordinal) ? 1 : 1e-6));
    }

    /// <summary>Slow nodes at the edge. By completion times a policy rather waits for a fast one, and that is another story.</summary>
    private async Task NodesAsync(double speed)
    {
        await NodeAsync("edge-1", cpu: "2", annotations: Traits("edge", 20, 65, 120, speed));
        await NodeAsync("edge-2", cpu: "4", annotations: Traits("edge", 20, 90, 120, speed));
        await NodeAsync("cloud-1", cpu: "4", annotations: Traits("cloud", 60, 180, 400, 1));
        await NodeAsync("cloud-2", cpu: "8", annotations: Traits("cloud", 60, 240, 400, 1));
    }

    private static Dictionary<string, string> Traits(string site, int idle, int peak, int carbon, double speed) => new()
    {
        ["berth/site"] = site, ["berth/tier"] = site, ["berth/idle-power"] = $"{idle}W", ["berth/peak-power"] = $"{peak}W",
        ["berth/carbon-intensity"] = $"{carbon}g/kWh", ["berth/speed"] = speed.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}

public sealed class ReplayOnStandIn : ReplaySpecs
{
    private protected override Task<ClusterAccess> OpenAsync() => OpenStandInAsync();

    [Theory]
    [InlineData("least-allocated")]
    [InlineData("best-fit")]
    [InlineData("round-robin")]
    [InlineData("random")]
    [InlineData("energy-aware")]
    [InlineData("carbon-aware")]
    [InlineData("min-min")]
    [InlineData("ecsched")]
    public Task The_simulation_places_the_pods_of_a_recorded_run_where_they_were(string policy) => ReplayAsync(policy);
}

[Collection(Alone.Name)]
public sealed class ReplayOnRealServer(RealCluster cluster) : ReplaySpecs
{
    private protected override Task<ClusterAccess> OpenAsync() => cluster.AccessAsync();

    [Theory]
    [InlineData("least-allocated")]
    [InlineData("carbon-aware")]
    [InlineData("min-min")]
    public Task The_simulation_places_the_pods_of_a_recorded_run_where_they_were(string policy) => ReplayAsync(policy);
}
