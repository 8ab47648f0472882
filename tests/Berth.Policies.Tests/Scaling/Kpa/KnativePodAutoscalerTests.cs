using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Kpa;

namespace Berth.Policies.Tests.Scaling.Kpa;

public sealed class KnativePodAutoscalerTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void Before_anything_is_known_it_stays_as_it_is()
    {
        var service = new KpaService(new(), 1) { View = { Explain = true } };
        var decision = service.Policy.Decide(service.View);
        Assert.Equal((1, "nothing is known of the last 60 s: 1 replica as before"), (decision.Replicas, decision.Reason));
    }

    [Fact]
    public void It_has_as_many_as_the_minute_needs()
    {
        var service = new KpaService(new(), 1);
        service.Run(200, 0.5);
        Assert.Equal(1, service.View.Desired);
        service.Run(60, 1.4);
        Assert.Equal(2, service.View.Desired);
        service.Run(60, 0.1);
        Assert.Equal(1, service.View.Desired);
    }

    [Fact]
    public void A_surge_is_a_panic_that_outlasts_it_by_a_window()
    {
        var service = new KpaService(new(), 1);
        service.Run(100, 0.5);
        var decision = service.Run(6, 5);
        Assert.Equal(8, decision.Replicas);
        service.Run(54, 0.1);
        Assert.Equal(8, service.View.Desired);
        service.Run(20, 0.1);
        Assert.Equal(1, service.View.Desired);
    }

    [Fact]
    public void A_surge_is_explained_with_its_numbers()
    {
        var service = new KpaService(new(), 1);
        service.Run(100, 0.5);
        var decision = service.Run(2, 5);
        Assert.Equal("0.65 requests at once over 60 s need 1 replica, 2 over 6 s need 3 (0.7 on each; 1 ready); panics, with the most since it began: 3", decision.Reason);
        Assert.Equal(
            [new("stable", 0.65), new("panic", 2), new("target", 0.7), new("ready pods", 1), new("excess burst capacity", -212), new("desired pods", 3), new("panics", 1)],
            decision.Terms);
    }

    [Fact]
    public void The_last_one_stays_until_the_window_is_empty_and_goes_at_the_next_tick_where_the_activator_was_in_the_path()
    {
        var service = new KpaService(new(), 1);
        service.Run(100, 0.5);
        service.Run(60, 0);
        Assert.Equal((1, KpaActivity.Inactive), (service.View.Desired, service.Policy.State!.Activity));
        var decision = service.Run(2, 0);
        Assert.Equal(0, decision.Replicas);
        Assert.EndsWith("none is needed, and the last has waited long enough", decision.Reason);
    }

    [Fact]
    public void Where_the_activator_was_not_in_the_path_the_last_one_waits_for_the_grace_period()
    {
        var service = new KpaService(new() { TargetBurstCapacity = 0 }, 1);
        service.Run(100, 0.5);
        service.Run(60 + 28, 0);
        Assert.Equal(1, service.View.Desired);
        Assert.Equal(0, service.Run(2, 0).Replicas);
    }

    [Fact]
    public void The_last_one_stays_where_one_must()
    {
        var service = new KpaService(new(), 1, least: 1);
        service.Run(100, 0.5);
        Assert.Equal(1, service.Run(600, 0).Replicas);
    }

    [Fact]
    public void From_nothing_the_first_requests_are_not_diluted_by_the_time_without_any()
    {
        var service = new KpaService(new(), 0, starts: false);
        service.Run(600, 0);
        Assert.Equal(0, service.View.Desired);
        var decision = service.Run(2, 2, arrived: 1);
        Assert.Equal(3, decision.Replicas);
        Assert.Equal(2, decision.Terms.Single(term => term.Name == "stable").Value);
    }

    [Fact]
    public void Requests_that_wait_for_the_first_replica_keep_it_wanted()
    {
        var service = new KpaService(new(), 0, starts: false);
        service.Run(2, 1);
        Assert.Equal(2, service.Run(30, 1).Replicas);
        Assert.Equal(KpaActivity.Activating, service.Policy.State!.Activity);
    }

    [Fact]
    public void Only_replicas_that_are_ready_and_stay_count()
    {
        var service = new KpaService(new() { MaxScaleUpRate = 2 }, 2);
        service.View.Replicas =
        [
            new() { Name = "ready", Ready = true, Phase = ReplicaPhase.Running }, new() { Name = "leaving", Ready = true, Leaving = true },
            new() { Name = "starting", Ready = false }, new() { Name = "unknown" },
        ];
        service.View.Load.Add(new(9, 9, 0, 9, 1, 0, 0));
        service.View.Now = 2 * Second;
        Assert.Equal(2, service.Policy.Decide(service.View).Replicas);
        service.View.Explain = true;
        Assert.Equal(1, service.Policy.Decide(service.View).Terms.Single(term => term.Name == "ready pods").Value);
    }

    [Fact]
    public void Requests_a_second_are_counted_where_they_are_asked_for()
    {
        var service = new KpaService(new() { Metric = KpaMetric.RequestsPerSecond, TotalPerPod = 10 }, 1);
        Assert.Equal(5, service.Run(10, 0.1, arrived: 35).Replicas);
        service.View.Explain = true;
        Assert.StartsWith("35 requests a second over 60 s need 5 replicas", service.Policy.Decide(service.View).Reason);
    }

    [Fact]
    public void It_starts_in_panic_with_more_than_one()
    {
        var service = new KpaService(new(), 4);
        service.Run(62, 0);
        Assert.Equal(4, service.View.Desired);
        service.Run(2, 0);
        Assert.Equal(2, service.View.Desired);
    }

    [Fact]
    public void What_it_remembers_can_be_given()
    {
        var service = new KpaService(new(), 1);
        service.Policy.State = new() { PanicTime = 0, MaxPanicPods = 7, Activity = KpaActivity.Active };
        Assert.Equal(7, service.Run(2, 0.1).Replicas);
    }

    [Fact]
    public void Averages_can_be_given()
    {
        var service = new KpaService(new(), 4, most: 6);
        service.Policy.State = new() { Activity = KpaActivity.Active };
        Assert.Equal(5, service.Policy.Decide(service.View, new(3.1, 3.4, 4)).Replicas);
        Assert.Null(service.Policy.State.PanicTime);
        Assert.Equal(6, service.Policy.Decide(service.View, new(3.1, 5.5, 4)).Replicas);
        Assert.Equal(8, service.Policy.State.MaxPanicPods);
        service.View.Explain = true;
        var decision = service.Policy.Decide(service.View, new(3.1, 3.4, null));
        // 8 were wanted last, and 6 are allowed.
        Assert.Equal((6, "the ready replicas cannot be counted: 6 replicas as was wanted last"), (decision.Replicas, decision.Reason));
    }

    [Fact]
    public void What_it_counted_can_be_given_to_another()
    {
        var (one, other) = (new KpaService(new(), 1), new KpaService(new(), 1));
        one.Run(100, 0.5);
        one.Run(4, 4);
        other.Policy.Seconds = one.Policy.Seconds;
        other.Policy.State = one.Policy.State;
        (other.View.Now, other.View.Desired, other.View.Replicas, other.View.Explain, one.View.Explain) = (one.View.Now, one.View.Desired, one.View.Replicas, true, true);
        for (var second = 0; second < 200; second++)
        {
            var (left, right) = (one.Run(1, second < 20 ? 3 : 0.2), other.Run(1, second < 20 ? 3 : 0.2));
            Assert.Equal((left.Replicas, left.Reason), (right.Replicas, right.Reason));
        }
    }

    [Theory]
    [InlineData(90_000_000_000)]
    [InlineData(-90_000_000_000)]
    public void Seconds_of_another_time_do_not_disturb_it(long second)
    {
        var service = new KpaService(new(), 1, least: 1);
        service.Policy.Seconds = new(new(second, [5, 5]), new(second, [5, 5]), second);
        Assert.InRange(service.Run(10, 0.5).Replicas, 1, 8);
    }

    [Fact]
    public void Bounds_are_named_where_they_hold()
    {
        var service = new KpaService(new(), 1, least: 1, most: 2);
        Assert.EndsWith("; at most 2 are allowed", service.Run(2, 7).Reason);
        service = new(new() { MaxScaleUpRate = 3 }, 1);
        Assert.EndsWith("; at most 3 times the ready ones: 3", service.Run(2, 7).Reason);
        service = new(new(), 1, least: 1) { View = { Explain = true } };
        Assert.EndsWith("; at least 1 must stay", service.Run(2, 0).Reason);
        service = new(new(), 1) { View = { Explain = true } };
        Assert.EndsWith("; none is needed, 1 replica may go in 90 s", service.Run(2, 0).Reason);
    }

    [Fact]
    public void Seconds_are_counted_once_however_often_it_is_asked()
    {
        var service = new KpaService(new() { TickSeconds = 1 }, 1) { View = { Explain = true } };
        service.Run(10, 0.5);
        var first = service.Policy.Decide(service.View);
        Assert.Equal(first.Terms, service.Policy.Decide(service.View).Terms);
        Assert.Equal(0.5, first.Terms[0].Value);
    }

    [Fact]
    public void A_week_without_a_change_says_nothing_and_takes_little_memory()
    {
        var service = new KpaService(new(), 1, least: 1);
        service.Run(600, 0.5);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("", service.Run(7 * 86_400, 0.5).Reason);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / (7 * 43_200), 0, 100);
    }
}
