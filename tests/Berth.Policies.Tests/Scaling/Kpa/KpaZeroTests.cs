using Berth.Policies.Scaling.Kpa;
using static Berth.Policies.Scaling.Kpa.KpaActivity;

namespace Berth.Policies.Tests.Scaling.Kpa;

public sealed class KpaZeroTests
{
    private const double Now = 1000;

    private static (KpaTarget Target, KpaState State) Apply(
        KpaActivity activity, double since, int desired, int ready, int current = 1, int least = 0, int most = 6, double? proxy = null, int burst = -1, double retention = 0, bool valid = true) => KpaZero.Apply(
            new() { ScaleToZeroRetentionSeconds = (int)retention },
            new() { Activity = activity, ActivitySince = KpaCase.Nanoseconds(since), ProxySince = proxy is { } moment ? KpaCase.Nanoseconds(moment) : null },
            new(valid, desired, burst, 0, 0, 0, 0, desired), ready, current, least, most, KpaCase.Nanoseconds(Now));

    [Theory]
    [InlineData(50, 0, 6, 6)]
    [InlineData(5, 0, 6, 5)]
    [InlineData(0, 1, 6, 1)]
    [InlineData(2, 3, 6, 3)]
    [InlineData(2, 3, 3, 3)]
    public void Bounds_hold(int desired, int least, int most, int pods) =>
        Assert.Equal((pods, (int?)pods), (Apply(Active, 0, desired, 3, 3, least, most).Target.Pods, Apply(Active, 0, desired, 3, 3, least, most).Target.Wanted));

    [Theory]
    [InlineData(4, 0, 4)]
    [InlineData(0, 1, 1)]
    [InlineData(9, 0, 6)]
    public void Where_nothing_is_known_it_stays_as_it_was(int current, int least, int pods)
    {
        var (target, state) = Apply(Active, 100, 0, 1, current, least, valid: false, proxy: 50);
        Assert.Equal((pods, null), (target.Pods, target.Wanted));
        Assert.Equal((KpaCase.Nanoseconds(100), KpaCase.Nanoseconds(50)), (state.ActivitySince, state.ProxySince));
    }

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
