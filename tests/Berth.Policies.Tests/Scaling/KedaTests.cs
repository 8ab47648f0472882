using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Hpa;
using Berth.Policies.Scaling.Keda;
using static Berth.Policies.Tests.Scaling.Services;

namespace Berth.Policies.Tests.Scaling;

public sealed class KedaTests
{
    private const double Now = 1000;

    [Theory]
    // ceil(30 / 5), within twice as many and 4 at least
    [InlineData(3, 1, 30, 6)]
    [InlineData(1, 1, 30, 4)]
    // 16 / 15 and 14 / 15 are tolerated.
    [InlineData(3, 1, 16, 3)]
    [InlineData(3, 1, 14, 3)]
    [InlineData(3, 1, 17, 4)]
    [InlineData(3, 1, 6, 2)]
    [InlineData(3, 1, 0, 1)]
    [InlineData(6, 1, 500, 6)]
    public void Between_one_and_many_it_is_the_queue_over_the_threshold(int current, int least, double queue, int replicas) =>
        Assert.Equal(replicas, new KedaPolicy(new(), Remembering(active: Now)).Decide(View(current, least, 6, Now, queue)).Replicas);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void It_activates_above_the_activation_threshold(double queue, int replicas) =>
        Assert.Equal(replicas, new KedaPolicy(new()).Decide(View(0, 0, 6, Now, queue)).Replicas);

    [Fact]
    public void At_the_activation_threshold_it_is_not_active() =>
        Assert.Equal(0, new KedaPolicy(new() { ActivationThreshold = 3 }).Decide(View(0, 0, 6, Now, 3)).Replicas);

    [Fact]
    public void It_activates_to_the_least_when_that_is_more_than_one() =>
        Assert.Equal(3, new KedaPolicy(new() { IdleAtZero = true }).Decide(View(0, 3, 6, Now, 1)).Replicas);

    [Theory]
    [InlineData(299, 1)]
    [InlineData(300, 1)]
    [InlineData(300.001, 0)]
    public void The_last_replica_goes_after_more_than_the_cooldown(double sinceActive, int replicas) =>
        Assert.Equal(replicas, new KedaPolicy(new(), Remembering(active: Now - sinceActive)).Decide(View(1, 0, 6, Now, 0)).Replicas);

    [Fact]
    public void The_cooldown_takes_all_that_are_left_at_once() =>
        Assert.Equal(0, new KedaPolicy(new(), Remembering(active: 0)).Decide(View(4, 0, 6, Now, 0)).Replicas);

    [Fact]
    public void With_a_least_of_one_the_last_replica_stays() =>
        Assert.Equal(1, new KedaPolicy(new(), Remembering(active: 0)).Decide(View(1, 1, 6, Now, 0)).Replicas);

    [Fact]
    public void An_idle_service_goes_to_none_although_the_least_is_more() =>
        Assert.Equal(0, new KedaPolicy(new() { IdleAtZero = true }, Remembering(active: 0)).Decide(View(2, 2, 6, Now, 0)).Replicas);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(600, 1)]
    public void Without_work_ever_the_initial_cooldown_counts_from_the_start(double initial, int replicas) =>
        Assert.Equal(replicas, new KedaPolicy(new() { InitialCooldownSeconds = initial }, Remembering(created: Now - 500)).Decide(View(1, 0, 6, Now, 0)).Replicas);

    [Fact]
    public void Between_two_polls_it_does_not_look()
    {
        var memory = Remembering();
        memory.LastPoll = (long)((Now - 29) * Second);
        var policy = new KedaPolicy(new(), memory);
        Assert.Equal(0, policy.Decide(View(0, 0, 6, Now, 9)).Replicas);
        Assert.Equal(2, policy.Decide(View(0, 0, 6, Now + 15, 9)).Replicas);
    }

    [Theory]
    [InlineData(30, 15)]
    [InlineData(10, 5)]
    [InlineData(7, 1)]
    public void Its_period_meets_both_loops(double poll, double period) =>
        Assert.Equal((long)(period * Second), ScalingPolicies.Get("keda", new Dictionary<string, double> { ["poll"] = poll }).Period);

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 3)]
    public void A_metric_that_is_not_there_counts_as_nothing_or_as_a_failure(bool ignored, int replicas) =>
        Assert.Equal(replicas, new KedaPolicy(new() { IgnoreMissing = ignored }, Remembering(active: 0)).Decide(View(3, 0, 6, Now)).Replicas);

    [Theory]
    [InlineData(-5.0)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_count_is_nothing(double queue) => Assert.Equal(1, new KedaPolicy(new(), Remembering(active: Now)).Decide(View(3, 1, 6, Now, queue)).Replicas);

    [Fact]
    public void Without_a_fallback_a_failure_changes_nothing() =>
        Assert.Equal(3, new KedaPolicy(new(), Remembering(active: 0)).Decide(View(3, 0, 6, Now, double.NaN)).Replicas);

    [Theory]
    [InlineData(KedaFallbackBehavior.Static, 3, 5)]
    [InlineData(KedaFallbackBehavior.CurrentReplicas, 3, 3)]
    [InlineData(KedaFallbackBehavior.CurrentReplicasIfHigher, 3, 5)]
    [InlineData(KedaFallbackBehavior.CurrentReplicasIfHigher, 6, 6)]
    [InlineData(KedaFallbackBehavior.CurrentReplicasIfLower, 3, 3)]
    [InlineData(KedaFallbackBehavior.CurrentReplicasIfLower, 6, 5)]
    public void After_more_failures_than_the_threshold_the_fallback_holds(KedaFallbackBehavior behavior, int current, int replicas)
    {
        var policy = new KedaPolicy(new() { Fallback = new(5, 3, behavior), Hpa = new() { UpTolerance = 0, DownTolerance = 0 } }, Remembering(active: 0));
        for (var failure = 0; failure < 3; failure++)
            Assert.Equal(current, policy.Decide(View(current, 0, 6, Now + 15 * failure, double.NaN)).Replicas);
        Assert.Equal(replicas, policy.Decide(View(current, 0, 6, Now + 45, double.NaN)).Replicas);
    }

    [Fact]
    public void A_success_forgets_the_failures()
    {
        var policy = new KedaPolicy(new() { Fallback = new(5, 1, KedaFallbackBehavior.Static) }, Remembering(active: 0));
        foreach (var (at, queue) in ((double, double)[])[(0, double.NaN), (15, 15), (30, double.NaN)])
            Assert.Equal(3, policy.Decide(View(3, 1, 6, Now + at, queue)).Replicas);
        Assert.Equal(5, policy.Decide(View(3, 1, 6, Now + 45, double.NaN)).Replicas);
    }

    [Fact]
    public void It_says_what_each_of_its_loops_did()
    {
        var view = View(0, 0, 6, Now, 12);
        Assert.Equal("queue is 12, above 0: from 0 to 1; queue is 12, the target 5 a replica: 3 replicas", new KedaPolicy(new()).Decide(view).Reason);
        Assert.Equal("queue was not above 0 for 400 s: to 0", new KedaPolicy(new(), Remembering(active: Now - 400)).Decide(View(1, 0, 6, Now, 0)).Reason);
    }

    private static KedaMemory Remembering(double? active = null, double? created = null) => new()
    {
        LastActive = active is { } at ? (long)(at * Second) : null,
        Created = created is { } from ? (long)(from * Second) : null,
        Hpa = new HpaMemory([], [], []),
    };
}
