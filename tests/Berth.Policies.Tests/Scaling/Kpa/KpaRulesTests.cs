using Berth.Policies.Scaling.Kpa;

namespace Berth.Policies.Tests.Scaling.Kpa;

public sealed class KpaRulesTests
{
    public static TheoryData<string> Names => [.. KpaCases.All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_reading_gives(string name)
    {
        var given = KpaCases.All.Single(one => one.Name == name);
        Assert.Empty(given.Settings.Problems());
        var (scale, state) = KpaRules.Decide(given.Settings, given.State, new(given.Stable, given.Panic, given.Ready), KpaCase.Nanoseconds(given.Now));
        Assert.Equal((given.Valid, given.Pods), (scale.Valid, scale.DesiredPods));
        Assert.Equal(given.Panicking is { } since ? KpaCase.Nanoseconds(since) : null, state.PanicTime);
        if (given.Burst is { } burst)
            Assert.Equal(burst, scale.ExcessBurstCapacity);
        if (given.MaxPanicPodsAfter is { } most)
            Assert.Equal(most, state.MaxPanicPods);
        else if (given.Valid && given.Panicking is not null)
            Assert.Equal(given.Pods, state.MaxPanicPods);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(9, true)]
    public void A_new_one_with_more_than_one_ready_pod_starts_in_panic(int ready, bool panics)
    {
        var state = KpaState.Start(ready, 5);
        Assert.Equal((panics ? 5L : null, ready), (state.PanicTime, state.MaxPanicPods));
    }

    [Fact]
    public void A_start_in_panic_keeps_the_pods_for_a_window()
    {
        var (settings, state) = (new KpaSettings(), KpaState.Start(6, 0));
        for (var second = 2; second <= 60; second += 2)
        {
            (var scale, state) = KpaRules.Decide(settings, state, new(0, 0, 6), second * 1_000_000_000L);
            Assert.Equal(6, scale.DesiredPods);
        }
        Assert.Equal(3, KpaRules.Decide(settings, state, new(0, 0, 6), 62_000_000_000).Scale.DesiredPods);
    }

    [Fact]
    public void A_load_that_grows_sixfold_is_followed_step_by_step()
    {
        var settings = new KpaSettings { TargetUtilizationPercent = 100, MaxScaleUpRate = 10, MaxScaleDownRate = 10 };
        var (state, ready) = (KpaState.Start(1, 0), 1);
        for (var (moment, load) = (0L, 6); load <= 1296; (moment, load) = (moment + 1, load * 6))
        {
            (var scale, state) = KpaRules.Decide(settings, state, new(load, load, ready), moment);
            Assert.Equal((load, (long?)moment, load), (scale.DesiredPods, state.PanicTime, state.MaxPanicPods));
            ready = scale.DesiredPods;
        }
    }

    [Fact]
    public void A_delay_lets_numbers_go_as_they_scroll_out()
    {
        var settings = new KpaSettings { ContainerConcurrency = 10, TargetUtilizationPercent = 100, ScaleDownDelaySeconds = 300, PanicThresholdPercent = 1000, MaxScaleDownRate = 10 };
        var state = new KpaState();
        foreach (var (second, load, pods) in new[] { (540, 40, 4), (600, 30, 4), (660, 0, 4), (838, 0, 4), (840, 0, 3), (898, 0, 3), (900, 0, 0) })
        {
            (var scale, state) = KpaRules.Decide(settings, state, new(load, load, 4), second * 1_000_000_000L);
            Assert.Equal((second, pods), (second, scale.DesiredPods));
        }
        Assert.Single(state.Delayed);
    }

    [Fact]
    public void What_is_given_is_not_changed()
    {
        var given = new KpaState { PanicTime = 3, MaxPanicPods = 4, Delayed = [new(1, 9)] };
        var before = given with { };
        KpaRules.Decide(new() { ScaleDownDelaySeconds = 10 }, given, new(50, 50, 1), 1_000_000_000);
        Assert.Equal(before, given);
        Assert.Equal([new(1, 9)], given.Delayed);
    }
}
