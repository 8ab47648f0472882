using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Queue;
using static Berth.Policies.Tests.Scaling.Services;

namespace Berth.Policies.Tests.Scaling;

public sealed class QueueRuleTests
{
    [Theory]
    [InlineData(2, 100, 4)]
    [InlineData(2, 51, 3)]
    [InlineData(2, 50, 2)]
    [InlineData(4, 25, 2)]
    [InlineData(4, 26, 3)]
    [InlineData(4, 1, 1)]
    [InlineData(3, 1000, 6)]
    // An empty queue means the fewest, whatever the load.
    [InlineData(6, 0, 1)]
    [InlineData(0, 10, 1)]
    public void Replicas_are_multiplied_by_the_queue_over_fifty(int current, double queue, int replicas) =>
        Assert.Equal(replicas, ScalingPolicies.Get("queue").Decide(View(current, queue: queue)).Replicas);

    [Fact]
    public void An_empty_queue_means_the_fewest_that_are_allowed() => Assert.Equal(2, ScalingPolicies.Get("queue").Decide(View(5, least: 2, queue: 0)).Replicas);

    [Fact]
    public void After_a_change_it_pauses_in_both_directions()
    {
        var policy = ScalingPolicies.Get("queue");
        var path = new List<int>();
        var current = 1;
        foreach (var (at, queue) in ((double, double)[])[(0, 100), (15, 1000), (135, 0), (149.9, 0), (150, 0), (165, 300), (300, 300)])
            path.Add(current = policy.Decide(View(current, now: at, queue: queue)).Replicas);
        Assert.Equal([2, 2, 2, 2, 1, 1, 6], path);
    }

    [Fact]
    public void A_decision_that_changes_nothing_starts_no_pause()
    {
        var policy = ScalingPolicies.Get("queue");
        Assert.Equal(2, policy.Decide(View(2, now: 0, queue: 50)).Replicas);
        Assert.Equal(4, policy.Decide(View(2, now: 15, queue: 100)).Replicas);
    }

    [Theory]
    [InlineData(true, false, true, 4)]
    [InlineData(false, false, true, 2)]
    [InlineData(null, true, true, 2)]
    [InlineData(null, false, true, 2)]
    // Before a node takes it up, a pod has no condition Ready.
    [InlineData(null, false, false, 4)]
    public void It_skips_while_a_replica_is_not_ready(bool? ready, bool lost, bool started, int replicas)
    {
        var view = View(2, queue: 100);
        (view.Replicas[1].Ready, view.Replicas[1].Lost, view.Replicas[1].Started) = (ready, lost, started ? 0 : null);
        Assert.Equal(replicas, ScalingPolicies.Get("queue").Decide(view).Replicas);
    }

    [Fact]
    public void A_replica_on_its_way_out_that_is_not_ready_counts_as_well()
    {
        var view = View(2, queue: 100);
        view.Replicas = [.. view.Replicas, new() { Name = "old", Phase = ReplicaPhase.Running, Leaving = true, Ready = false, Started = 0 }];
        Assert.Equal(2, ScalingPolicies.Get("queue").Decide(view).Replicas);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(double.NaN)]
    public void Without_the_metric_nothing_changes(double? queue) => Assert.Equal(3, ScalingPolicies.Get("queue").Decide(View(3, queue: queue)).Replicas);

    [Fact]
    public void It_says_why()
    {
        Assert.Equal("400 wait, 50 should: 2 · 400 / 50 gives 16, 6 with the bounds", ScalingPolicies.Get("queue").Decide(View(2, queue: 400)).Reason);
        var view = View(2, now: 100, queue: 400);
        view.Explain = true;
        Assert.Equal("changed 40 s ago, less than 150 s", new QueueRule(new(), 60 * Second).Decide(view).Reason);
        view.Explain = false;
        Assert.Equal("", new QueueRule(new(), 60 * Second).Decide(view).Reason);
    }

    [Fact]
    public void Its_options_are_the_constants_of_the_seed()
    {
        Assert.Equal(15 * Second, ScalingPolicies.Get("queue").Period);
        Assert.Equal([("desired-queue", 50), ("cooldown", 150), ("poll", 15)], ScalingPolicies.All.Single(kind => kind.Name == "queue").Options.Select(option => (option.Name, option.Default)));
    }
}
