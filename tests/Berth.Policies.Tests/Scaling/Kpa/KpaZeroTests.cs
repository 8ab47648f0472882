using Berth.Policies.Scaling.Kpa;
using static Berth.Policies.Scaling.Kpa.KpaActivity;

namespace Berth.Policies.Tests.Scaling.Kpa;

public sealed class KpaZeroTests
{
    private const double Now = 1000;

    private static (KpaTarget Target, KpaState State) Apply(
        KpaActivity activity, double since, int desired, int ready, int current = 1, int least = 0, int most = 6, double? proxy = null, int burst = -1, double retention = 0) => KpaZero.Apply(
            new() { ScaleToZeroRetentionSeconds = (int)retention },
            new() { Activity = activity, ActivitySince = KpaCase.Nanoseconds(since), ProxySince = proxy is { } moment ? KpaCase.Nanoseconds(moment) : null },
            new(true, desired, burst, 0, 0, 0, 0, desired), ready, current, least, most, KpaCase.Nanoseconds(Now));

    [Theory]
    [InlineData(50, 0, 6, 6)]
    [InlineData(5, 0, 6, 5)]
    [InlineData(0, 1, 6, 1)]
    [InlineData(2, 3, 6, 3)]
    [InlineData(2, 3, 3, 3)]
    public void Bounds_hold(int desired, int least, int most, int pods) =>
        Assert.Equal((pods, (int?)pods), (Apply(Active, 0, desired, 3, 3, least, most).Target.Pods, Apply(Active, 0, desired, 3, 3, least, most).Target.Wanted));

    // Knative's scaler returns at once where nothing was ever known and it does not activate: not even bounds are looked at.
    [Theory]
    [InlineData(4, 0, 4)]
    [InlineData(0, 1, 0)]
    [InlineData(9, 0, 9)]
    public void Where_nothing_was_ever_known_it_stays_as_it_was(int current, int least, int pods)
    {
        var (target, state) = Blind(new() { Activity = Active, ActivitySince = KpaCase.Nanoseconds(100), ProxySince = KpaCase.Nanoseconds(50), ExcessBurstCapacity = -1 }, 1, current, least);
        Assert.Equal((pods, null), (target.Pods, target.Wanted));
        Assert.Equal((KpaCase.Nanoseconds(100), KpaCase.Nanoseconds(50)), (state.ActivitySince, state.ProxySince));
    }

    // The decider keeps what it wanted last, and the scaler goes on with it.
    [Theory]
    [InlineData(Active, 100, 5, 2, 0, 5)]
    [InlineData(Active, 100, 9, 2, 0, 6)]
    [InlineData(Active, 100, 1, 2, 3, 3)]
    [InlineData(Inactive, 900, 0, 1, 0, 0)]
    [InlineData(Inactive, 980, 0, 1, 0, 1)]
    [InlineData(Active, 960, 0, 3, 0, 1)]
    public void While_nothing_is_known_what_was_wanted_last_holds(KpaActivity activity, double since, int last, int current, int least, int pods) =>
        Assert.Equal(pods, Blind(new() { Activity = activity, ActivitySince = KpaCase.Nanoseconds(since), DesiredScale = last }, 1, current, least).Target.Pods);

    [Theory]
    [InlineData(389.9, 0, 2, 0)]
    [InlineData(390, 0, 2, 2)]
    [InlineData(100, 1, 3, 1)]
    public void One_that_never_got_ready_and_of_which_nothing_is_known_falls_to_the_fewest_or_goes_after_the_deadline(double since, int least, int current, int pods) =>
        Assert.Equal(pods, Blind(new() { Activity = Activating, ActivitySince = KpaCase.Nanoseconds(since) }, 0, current, least).Target.Pods);

    [Fact]
    public void The_initial_scale_holds_until_so_many_were_ready()
    {
        var settings = new KpaSettings { InitialScale = 4 };
        var state = KpaState.Start(0, 0, settings);
        (var target, state) = KpaZero.Apply(settings, state, default, 0, 0, 1, 6, 0);
        Assert.Equal((4, Activating, false), (target.Pods, state.Activity, state.Initialized));
        (target, state) = KpaZero.Apply(settings, state, Wanting(2), 3, 4, 1, 6, 1);
        Assert.Equal((4, Activating, false), (target.Pods, state.Activity, state.Initialized));
        (target, state) = KpaZero.Apply(settings, state, Wanting(2), 4, 4, 1, 6, 2);
        Assert.Equal((4, Active, true), (target.Pods, state.Activity, state.Initialized));
        (target, state) = KpaZero.Apply(settings, state, Wanting(2), 4, 4, 1, 6, 3);
        Assert.Equal((2, Active), (target.Pods, state.Activity));
    }

    [Fact]
    public void With_an_initial_scale_of_0_nothing_starts_until_something_is_wanted()
    {
        var settings = new KpaSettings { InitialScale = 0 };
        var (target, state) = KpaZero.Apply(settings, KpaState.Start(0, 0, settings), default, 0, 0, 0, 6, 0);
        Assert.Equal((0, Inactive, 0L), (target.Pods, state.Activity, state.ProxySince));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public void The_fewest_do_not_hold_for_a_revision_that_nobody_reaches(bool reachable, int pods) =>
        Assert.Equal(pods, KpaZero.Apply(new() { Reachable = reachable }, new() { Activity = Active }, Wanting(1), 2, 2, 2, 6, 0).Target.Pods);

    [Fact]
    public void The_last_one_stays_where_zero_is_switched_off() =>
        Assert.Equal((1, (int?)1), KpaZero.Apply(new() { EnableScaleToZero = false }, new() { Activity = Active }, Wanting(0), 1, 1, 0, 6, KpaCase.Nanoseconds(Now)).Target is var target ? (target.Pods, target.Wanted) : default);

    // 1 · 1 − 211 and 3 · 100 − 211
    [Theory]
    [InlineData(1, 1, 211, -210)]
    [InlineData(3, 0, 211, 89)]
    [InlineData(1, 1, 0, 0)]
    [InlineData(1, 1, -1, -1)]
    public void Before_anything_is_known_the_initial_scale_says_what_is_left_for_a_burst(int initial, double concurrency, double burst, int left) =>
        Assert.Equal(left, KpaState.Start(0, 0, new() { InitialScale = initial, ContainerConcurrency = concurrency, TargetBurstCapacity = burst }).ExcessBurstCapacity);

    private static KpaScale Wanting(int pods) => new(true, pods, 0, 0, 0, 0, 0, pods);

    private static (KpaTarget Target, KpaState State) Blind(KpaState state, int ready, int current, int least) =>
        KpaZero.Apply(new(), state, default, ready, current, least, 6, KpaCase.Nanoseconds(Now));

    // Activity, since, proxied since, retention: pods, activity.
    [Theory]
    [InlineData(Active, 940.1, null, 0, 1, Active)]
    [InlineData(Active, 940, null, 0, 2, Inactive)]
    [InlineData(Active, 900, 500.0, 0, 2, Inactive)]
    [InlineData(Inactive, 970.1, null, 0, 2, Inactive)]
    [InlineData(Inactive, 970, null, 0, 0, Inactive)]
    [InlineData(Inactive, 998, 970.1, 0, 2, Inactive)]
    [InlineData(Inactive, 998, 970.0, 0, 0, Inactive)]
    [InlineData(Inactive, 940.1, 500.0, 60, 2, Inactive)]
    [InlineData(Inactive, 940, 500.0, 60, 0, Inactive)]
    [InlineData(Inactive, 990, 971.0, 10, 2, Inactive)]
    [InlineData(Inactive, 990, 970.0, 10, 0, Inactive)]
    [InlineData(Inactive, 970, 999.0, 10, 0, Inactive)]
    [InlineData(Activating, 390, 390.0, 0, 2, Activating)]
    [InlineData(Activating, 389.9, 389.9, 0, 0, Inactive)]
    public void Two_that_are_not_needed_go(KpaActivity activity, double since, double? proxy, double retention, int pods, KpaActivity after)
    {
        var (target, state) = Apply(activity, since, 0, activity == Activating ? 0 : 1, 2, proxy: proxy, retention: retention, burst: proxy is null ? 0 : -1);
        Assert.Equal((pods, after), (target.Pods, state.Activity));
        Assert.True(target.Pods == 0 ? target.Waiting == 0 : target.Waiting >= 0, $"{target}");
    }

    [Theory]
    [InlineData(Inactive, 2, 0, 0, Activating)]
    [InlineData(Inactive, 2, 1, 0, Active)]
    [InlineData(Active, 2, 0, 0, Activating)]
    [InlineData(Activating, 2, 1, 0, Active)]
    [InlineData(Active, 4, 2, 3, Activating)]
    [InlineData(Activating, 4, 3, 3, Active)]
    public void Wanted_pods_activate_until_enough_are_ready(KpaActivity before, int desired, int ready, int least, KpaActivity after)
    {
        var state = Apply(before, 900, desired, ready, least: least).State;
        Assert.Equal((after, KpaCase.Nanoseconds(before == after ? 900 : Now)), (state.Activity, state.ActivitySince));
    }

    [Theory]
    [InlineData(2, 0, null, null)]
    [InlineData(2, -1, null, Now)]
    [InlineData(2, -1, 300.0, 300.0)]
    [InlineData(2, 0, 300.0, null)]
    [InlineData(0, 0, null, Now)]
    public void The_activator_is_in_the_path_without_pods_or_room(int desired, int burst, double? before, double? after) =>
        Assert.Equal(after is { } moment ? KpaCase.Nanoseconds(moment) : null, Apply(Active, 0, desired, 2, burst: burst, proxy: before).State.ProxySince);

    [Theory]
    [InlineData(Active, 960, 20 + 30)]
    [InlineData(Active, 900, 30)]
    [InlineData(Inactive, 990, 20)]
    [InlineData(Activating, 900, 510)]
    public void It_says_how_long_the_last_one_stays(KpaActivity activity, double since, double seconds) =>
        Assert.Equal(seconds, Apply(activity, since, 0, activity == Activating ? 0 : 1, burst: 0).Target.Waiting, 6);
}
