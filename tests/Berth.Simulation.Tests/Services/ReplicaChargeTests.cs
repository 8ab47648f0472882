using Berth.Model.Services;
using Berth.Model.Units;
using static Berth.Simulation.Tests.Services.Setting;

namespace Berth.Simulation.Tests.Services;

public sealed class ReplicaChargeTests
{
    private static readonly ServiceLevers Standby = ServiceLevers.None with { Standby = new(5, new Cpu(0.02), new Duration(0.2)) };

    private static readonly ServiceLevers Resize = ServiceLevers.None with { Resize = new(new Cpu(3)) };

    private static string Quiet(int seconds) => string.Join(' ', Enumerable.Repeat("0", seconds));

    [Fact]
    public void A_replica_is_charged_from_the_decision_on_and_takes_requests_after_its_start()
    {
        var outcome = Run(Service(), Quiet(4), (0, Want(1)), (1, Want(2)));
        Assert.Equal((7, 1), (outcome.CoreSeconds, outcome.Changes));
        Assert.Equal([1, 1, 1.5, 2], outcome.Series.Select(interval => interval.Ready));
        Assert.Equal([1, 2, 2, 2], outcome.Series.Select(interval => interval.Cores));
        var step = Assert.Single(outcome.Steps);
        Assert.Equal((1, 1, 2, "as the script says"), (step.AtSeconds, step.From, step.To, step.Reason));
    }

    [Fact]
    public void What_the_first_decision_asks_for_stands_at_the_start()
    {
        var outcome = Run(Service(start: 10), Quiet(2), (0, Want(3)));
        Assert.Equal((3, 0), (outcome.Series[0].Ready, outcome.Changes));
    }

    [Fact]
    public void A_replica_at_work_is_charged_until_it_is_done()
    {
        // Both are busy at 1 s; the younger goes and is done at 0.75 + 0.8 s.
        var outcome = Run(Service(time: 0.8), "2 0 0", (0, Want(2)), (1, Want(1)));
        Assert.Equal(3 + 1.55, outcome.CoreSeconds, 9);
        Assert.Equal(2, outcome.Completed);
    }

    [Fact]
    public void One_that_still_starts_goes_first_and_at_once() =>
        Assert.Equal(4 + 0.5, Run(Service(), Quiet(4), (0, Want(1)), (1, Want(2)), (1.5, Want(1))).CoreSeconds, 9);

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(3, 3)]
    [InlineData(9, 4)]
    public void A_decision_stays_within_the_bounds(int wanted, int ready) =>
        Assert.Equal(ready, Run(Service(least: 2, most: 4), Quiet(1), (0, Want(wanted))).Series[0].Ready);

    [Fact]
    public void Standby_is_charged_its_sliver_and_activated_after_its_delay()
    {
        var outcome = Run(Service(levers: Standby), Quiet(3), (0, Want(1, standby: 1)), (1, Want(2)));
        Assert.Equal(3 + 0.02 + 2, outcome.CoreSeconds, 9);
        Assert.Equal(0.02, outcome.StandbyCoreSeconds, 9);
        Assert.Equal([1, 1.8, 2], outcome.Series.Select(interval => interval.Ready), (one, other) => Math.Abs(one - other) < 1e-9);
    }

    [Fact]
    public void Standby_that_has_to_start_is_charged_a_core_until_it_is_parked()
    {
        var outcome = Run(Service(levers: Standby), Quiet(4), (0, Want(1)), (1, Want(1, standby: 1)));
        Assert.Equal(4 + 1.5 + 0.02 * 1.5, outcome.CoreSeconds, 9);
        Assert.Equal(1.5 + 0.02 * 1.5, outcome.StandbyCoreSeconds, 9);
    }

    [Fact]
    public void A_replica_that_is_parked_costs_its_sliver_from_then_on()
    {
        var outcome = Run(Service(levers: Standby), Quiet(3), (0, Want(2)), (1, Want(1, standby: 1)));
        Assert.Equal(3 + 1 + 0.02 * 2, outcome.CoreSeconds, 9);
    }

    [Fact]
    public void Standby_and_replicas_are_together_no_more_than_allowed() =>
        Assert.Equal(2 + 0.02, Run(Service(most: 3, levers: Standby), Quiet(1), (0, Want(2, standby: 5))).CoreSeconds, 9);

    [Fact]
    public void Standby_that_is_forbidden_is_not_there() => Assert.Equal(1, Run(Service(), Quiet(1), (0, Want(1, standby: 5))).CoreSeconds);

    [Fact]
    public void A_replica_of_three_cores_serves_three_at_once_and_is_charged_three()
    {
        // At 1.1667, 1.5 and 1.8333 s, of 0.9 s each.
        var outcome = Run(Service(time: 0.9, levers: Resize), "0 3 0", new Script((0, Want(1)), (1, Want(1, cores: 3))), Site(nodes: 2, cores: 3));
        Assert.Equal(7, outcome.CoreSeconds);
        Assert.Equal(0.9, outcome.P99Seconds!.Value, 6);
    }

    [Fact]
    public void Cores_are_held_until_what_they_serve_is_answered()
    {
        // The three are answered at 2.0667, 2.4 and 2.7333 s; the replica is to have one core from 2 s on.
        var outcome = Run(Service(time: 0.9, levers: Resize), "0 3 0", new Script((0, Want(1)), (1, Want(1, cores: 3)), (2, Want(1))), Site(nodes: 2, cores: 3));
        Assert.Equal(1 + 3 + 3 * (1.0 / 15) + 2 * (1.0 / 3) + (1 - 0.4), outcome.CoreSeconds, 8);
    }

    [Theory]
    [InlineData(6, 1, 1, 3, 1)]
    [InlineData(2, 3, 1, 3, 3)]
    [InlineData(2, 3, 1, 9, 3)]
    [InlineData(2, 3, 2, 3, 6)]
    [InlineData(2, 3, 3, 2, 5)]
    [InlineData(1, 6, 2, 3, 6)]
    [InlineData(1, 8, 3, 3, 6)]
    [InlineData(1, 6, 2, 2.5, 5)]
    [InlineData(1, 6, 4, 1.25, 5)]
    [InlineData(1, 6, 4, 1.2, 4)]
    public void Cores_are_given_as_far_as_the_lever_the_node_and_the_most_allow(int nodes, double cores, int replicas, double each, double given) =>
        Assert.Equal(given, Run(Service(levers: Resize), Quiet(1), new Script((0, Want(replicas, cores: each))), Site(nodes, cores)).CoreSeconds);

    [Fact]
    public void More_cores_that_are_forbidden_are_not_given() =>
        Assert.Equal(1, Run(Service(), Quiet(1), new Script((0, Want(1, cores: 3))), Site(1, 6)).CoreSeconds);
}
