using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Hpa;
using static Berth.Policies.Tests.Scaling.Services;

namespace Berth.Policies.Tests.Scaling.Hpa;

/// <summary>The policy from tick to tick, and its options.</summary>
public sealed class HpaPolicyTests
{
    [Fact]
    public void It_is_asked_every_15_seconds() => Assert.Equal(15 * Second, ScalingPolicies.Get("hpa").Period);

    /// <summary>The seed's file: 6 replicas without load go one by one, one a minute, after five minutes; a load takes all back at once.</summary>
    [Fact]
    public void The_seeds_rules_go_down_by_one_a_minute_and_up_at_once()
    {
        var policy = ScalingPolicies.Get("hpa-70");
        var view = View(6);
        var path = new List<(double, int)>();
        for (var tick = 0; tick <= 48; tick++)
        {
            view.Now = tick * policy.Period;
            Load(view, view.Desired, tick == 48 ? 1.0 : 0.1);
            var decision = policy.Decide(view);
            if (decision.Replicas != view.Desired)
                path.Add((view.Now / (double)Second, decision.Replicas));
            view.Desired = decision.Replicas;
        }
        // The first recommendation, 6 at 0 s, is out of the window at 300 s. From 2 replicas on: int(1.8) = 1. Then 100 / 70 of 1: 2.
        Assert.Equal([(300, 5), (360, 4), (420, 3), (480, 2), (540, 1), (720, 2)], path);
    }

    [Fact]
    public void Without_a_behaviour_all_go_at_once_a_tick_later()
    {
        var policy = ScalingPolicies.Get("hpa");
        var view = View(6);
        var at = -1.0;
        for (var tick = 0; tick <= 30 && at < 0; tick++)
        {
            view.Now = tick * policy.Period;
            Load(view, 6, 0.1);
            if (policy.Decide(view).Replicas is 1)
                at = tick * 15;
        }
        Assert.Equal(315, at);
    }

    [Fact]
    public void What_it_added_itself_counts_in_the_period()
    {
        var policy = new HpaPolicy("hpa", "", HpaOptions.Settings(Options("hpa", ("up-percent", 0), ("up-pods", 2), ("up-pods-period", 60))));
        var view = View(1, most: 20);
        var path = new List<int>();
        for (var tick = 0; tick <= 8; tick++)
        {
            view.Now = tick * policy.Period;
            Load(view, view.Desired, 5);
            path.Add(view.Desired = policy.Decide(view).Replicas);
        }
        Assert.Equal([3, 3, 3, 3, 5, 5, 5, 5, 7], path);
    }

    [Fact]
    public void Without_a_change_nothing_is_said_unless_it_is_asked_for()
    {
        var policy = ScalingPolicies.Get("hpa");
        var view = View(3);
        Load(view, 3, 0.8);
        Assert.Equal((3, ""), (policy.Decide(view).Replicas, policy.Decide(view).Reason));
        view.Explain = true;
        var decision = policy.Decide(view);
        Assert.Equal("cpu is 80 % of the requests, 1 of the target 80 %: 3 replicas", decision.Reason);
        Assert.Equal(80, decision.Terms.Single(term => term.Name == "measured").Value);
        view.Explain = false;
        Load(view, 3, 1.0);
        Assert.Equal("cpu is 100 % of the requests, 1.25 of the target 80 %: 4 replicas", policy.Decide(view).Reason);
    }

    [Fact]
    public void A_failure_is_said_in_words()
    {
        var view = View(3);
        view.Explain = true;
        Assert.Equal("cpu has no sample of a ready pod, so it stays at 3", ScalingPolicies.Get("hpa").Decide(view).Reason);
    }

    [Theory]
    [InlineData("hpa", 80, false)]
    [InlineData("hpa-70", 70, true)]
    [InlineData("hpa-90", 90, true)]
    public void Each_name_has_its_target_and_its_behaviour(string name, double target, bool behavior)
    {
        var settings = ((HpaPolicy)ScalingPolicies.Get(name)).Settings;
        Assert.Equal([HpaMetric.Cpu(target)], settings.Metrics);
        Assert.Equal(behavior, settings.Behavior is not null);
        Assert.Equal((15, 0.1, 0.1, 300, 300, 30), (settings.SyncSeconds, settings.UpTolerance, settings.DownTolerance, settings.DownscaleStabilizationSeconds, settings.CpuInitializationSeconds, settings.InitialReadinessSeconds));
    }

    [Fact]
    public void The_seeds_behaviour_is_that_of_its_file()
    {
        var behavior = HpaOptions.Settings(Options("hpa-90")).Behavior!;
        Assert.Equal([new(HpaPolicyKind.Percent, 10, 60)], behavior.Down.Policies);
        Assert.Equal([new(HpaPolicyKind.Pods, 4, 15), new(HpaPolicyKind.Percent, 100, 15)], behavior.Up.Policies);
        Assert.Equal((HpaSelect.Max, HpaSelect.Max, 0, 300), (behavior.Up.Select, behavior.Down.Select, behavior.Up.StabilizationSeconds, behavior.Down.StabilizationSeconds));
    }

    [Theory]
    [InlineData("up-stabilization", 30, true)]
    [InlineData("down-pods", 1, true)]
    [InlineData("behavior", 1, true)]
    [InlineData("up-tolerance", 0.2, false)]
    [InlineData("target", 60, false)]
    public void A_rate_that_is_set_brings_the_behaviour(string option, double value, bool behavior) =>
        Assert.Equal(behavior, HpaOptions.Settings(Options("hpa", (option, value))).Behavior is not null);

    private static Dictionary<string, double> Options(string policy, params (string Name, double Value)[] given)
    {
        var options = ScalingPolicies.All.Single(kind => kind.Name == policy).Options.ToDictionary(option => option.Name, option => option.Default);
        foreach (var (name, value) in given)
            options[name] = value;
        return options;
    }

    /// <summary>Ready replicas, each with its use over the last 15 s.</summary>
    private static void Load(ServiceView view, int count, double cores) => view.Replicas =
    [
        .. Enumerable.Range(0, count).Select(pod => new ReplicaView
        {
            Name = $"pod-{pod}", Phase = ReplicaPhase.Running, Ready = true, ReadySince = -1000 * Second, Started = -1010 * Second, Cpu = new(cores, view.Now, 15 * Second),
        }),
    ];
}
