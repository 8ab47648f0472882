using Berth.Cluster.Api;
using Berth.Cluster.Election;
using Berth.Cluster.Objects;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Election;

/// <summary>Elections by a clock that the test moves.</summary>
public sealed class LeaderElectionTests : IAsyncLifetime
{
    private static readonly ObjectKey Lease = new("kube-system", "berth-scheduler");

    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _running = [];
    private StandInServer _server = null!;
    private ApiClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await StandInServer.StartAsync();
        _client = new(_server.Access, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Record.ExceptionAsync(() => Task.WhenAll(_running));
        _client.Dispose();
        await _server.DisposeAsync();
        _end.Dispose();
    }

    private (LeaderElection Election, CancellationTokenSource End) Run(string identity, TimeProvider time)
    {
        var election = new LeaderElection(new KubeApi(_client).Leases, Lease, identity, LeaseTimes.Default, time);
        var end = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        _running.Add(election.RunAsync(end.Token));
        return (election, end);
    }

    private string? Holder => _server.Store.Get(StandInStore.Key("leases", Lease.Namespace, Lease.Name))?["spec"]?["holderIdentity"]?.GetValue<string>();

    /// <summary>Lets time pass by steps, each once everybody waits again.</summary>
    private static async Task PassAsync(ManualTime time, int waiting, TimeSpan whole)
    {
        for (var passed = TimeSpan.Zero; passed < whole; passed += TimeSpan.FromSeconds(1))
        {
            await Eventually.HoldsAsync("everybody waits for time to pass", () => time.Waiting >= waiting);
            time.Advance(TimeSpan.FromSeconds(1));
        }
        await Eventually.HoldsAsync("everybody waits for time to pass", () => time.Waiting >= waiting);
    }

    [Fact]
    public async Task One_of_two_leads_and_goes_on_leading()
    {
        var time = new ManualTime();
        var (first, _) = Run("first", time);
        await first.WhenLeaderAsync();
        var (second, _) = Run("second", time);
        await PassAsync(time, 2, TimeSpan.FromSeconds(40));
        Assert.Equal((true, false, "first"), (first.IsLeader, second.IsLeader, Holder));
    }

    [Fact]
    public async Task Who_ends_in_order_gives_it_back_at_once()
    {
        var time = new ManualTime();
        var (first, end) = Run("first", time);
        await first.WhenLeaderAsync();
        var (second, _) = Run("second", time);
        await PassAsync(time, 2, TimeSpan.FromSeconds(2));
        await end.CancelAsync();
        await Record.ExceptionAsync(() => _running[0]);
        await PassAsync(time, 1, TimeSpan.FromSeconds(3));
        Assert.Equal((false, true, "second"), (first.IsLeader, second.IsLeader, Holder));
    }

    [Fact]
    public async Task Who_vanishes_is_succeeded_after_the_duration_and_not_before()
    {
        var time = new ManualTime();
        _server.Store.Put("leases", Lease.Namespace, Lease.Name, _ => (StandInChange.New(new()
        {
            ["spec"] = new System.Text.Json.Nodes.JsonObject { ["holderIdentity"] = "vanished", ["leaseDurationSeconds"] = 15, ["renewTime"] = "2000-01-01T00:00:00.000000Z" },
        }, Lease.Namespace, Lease.Name), null), out _);
        var (second, _) = Run("second", time);
        await PassAsync(time, 1, TimeSpan.FromSeconds(14));
        Assert.False(second.IsLeader);
        await PassAsync(time, 1, TimeSpan.FromSeconds(4));
        Assert.Equal((true, "second"), (second.IsLeader, Holder));
    }

    [Fact]
    public async Task Who_cannot_renew_stops_leading_before_others_may_take_it()
    {
        var time = new ManualTime();
        var (first, _) = Run("first", time);
        await first.WhenLeaderAsync();
        _server.Fault = _ => new(503, "ServiceUnavailable", "down");
        await PassAsync(time, 1, TimeSpan.FromSeconds(8));
        Assert.True(first.IsLeader);
        await PassAsync(time, 1, TimeSpan.FromSeconds(3));
        Assert.False(first.IsLeader);
        _server.Fault = _ => null;
        await PassAsync(time, 1, TimeSpan.FromSeconds(3));
        Assert.True(first.IsLeader);
    }
}
