using System.Text.Json.Nodes;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Tests.Autoscaling;
using Berth.Cluster.Tests.Harness;
using Berth.Model;

namespace Berth.Cluster.Tests.Chaos;

[Collection(Alone.Name)]
public sealed class AutoscalerChaosOnRealServer(RealCluster cluster) : ScalerSpecs
{
    private string _config = "";

    private protected override async Task<ClusterAccess> OpenAsync()
    {
        _config = await cluster.BreakableAsync();
        var access = await cluster.AccessAsync();
        await DefineAsync(cluster);
        return access;
    }

    [Fact]
    public Task Killed_at_random_moments_it_has_the_right_replicas_in_the_end() => KillsAsync(5, seed: 3);

    [Fact]
    [Trait("Speed", "Slow")]
    public Task Killed_at_twenty_random_moments_it_has_the_right_replicas_in_the_end() => KillsAsync(20, seed: 4);

    [Fact]
    [Trait("Speed", "Long")]
    public Task An_API_server_that_is_killed_and_back_changes_nothing_in_the_end() => AwayAsync(TimeSpan.FromSeconds(3));

    [Fact]
    [Trait("Speed", "Slow")]
    public Task An_API_server_that_is_away_for_half_a_minute_changes_nothing_in_the_end() => AwayAsync(TimeSpan.FromSeconds(30));

    private BerthProcess Autoscaler() => new("autoscale", "--kubeconfig", _config, "--namespace", Space, "--lease", "none");

    private async Task KillsAsync(int kills, long seed)
    {
        var random = new RandomStream(seed, "kills");
        await DeploymentAsync();
        await ScalerAsync("fixed", ("replicas", 1));
        for (var kill = 0; kill < kills; kill++)
        {
            await using var autoscaler = Autoscaler();
            await WantAsync(1 + random.NextInt(6));
            await Task.Delay(TimeSpan.FromMilliseconds(300 + random.NextDouble() * 1200), Cancellation);
            await autoscaler.KillAsync();
        }
        await WantAsync(4);
        await using var last = Autoscaler();
        await SettlesAsync(4);
    }

    private async Task AwayAsync(TimeSpan time)
    {
        await DeploymentAsync();
        await ScalerAsync("fixed", ("replicas", 2));
        await using var autoscaler = Autoscaler();
        await SettlesAsync(2);
        await cluster.CrashAsync("kube-apiserver");
        await Task.Delay(time, Cancellation);
        await cluster.RepairAsync();
        Assert.False(autoscaler.HasExited, autoscaler.Said);
        await WantAsync(5);
        await SettlesAsync(5);
    }

    private Task<JsonObject> WantAsync(int replicas) => Any(Scalers).PatchAsync(
        Space, "classify", new() { ["spec"] = new JsonObject { ["policy"] = new JsonObject { ["options"] = new JsonObject { ["replicas"] = replicas } } } }, MediaTypes.Merge, Cancellation);

    /// <summary>The deployment asks for so many, and the scaler says so.</summary>
    private async Task SettlesAsync(int replicas)
    {
        await Eventually.HoldsAsync($"{replicas} replicas are asked for", async () => await ReplicasAsync() == replicas);
        await Eventually.HoldsAsync("the scaler says that it acts", async () => await StatusAsync() is { } status && Condition(status) == ("True", "Scaling"));
    }
}
