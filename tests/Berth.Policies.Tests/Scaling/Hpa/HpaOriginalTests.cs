using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Hpa;
using static Berth.Policies.Scaling.Hpa.HpaMetricSource;
using static Berth.Policies.Scaling.Hpa.HpaTargetKind;
using static Berth.Policies.Tests.Scaling.Services;

namespace Berth.Policies.Tests.Scaling.Hpa;

/// <summary>Figures of the original's own tests (kubernetes/kubernetes, pkg/controller/podautoscaler/replica_calculator_test.go and horizontal_test.go): what goes in, and what it says.</summary>
public sealed class HpaOriginalTests
{
    private const double Unready = -1, Pending = -2, Failed = -3, Deleted = -4;

    /// <summary>Thousandths of a core that ready pods use of one; a pod that is unready uses 0.3, null is without a sample.</summary>
    private static readonly HpaCases Cases = new()
    {
        ["up"] = (5, Cpu(3, 30, 300, 500, 700)),
        ["up, less by an unready pod"] = (4, Cpu(3, 30, Unready, 500, 700)),
        ["up, not at all by two unready pods"] = (3, Cpu(3, 30, 400, Unready, Unready)),
        ["up, failed pods are ignored"] = (4, Cpu(2, 30, 500, 700, Failed, Failed)),
        ["up, deleted pods are ignored"] = (4, Cpu(2, 30, 500, 700, Deleted, Deleted)),
        ["up, far"] = (24, Cpu(4, 100, 4000, 9500, 3000, 7000)),
        ["down"] = (3, Cpu(5, 50, 100, 300, 500, 250, 250)),
        ["down, unready pods are left out"] = (2, Cpu(5, 50, 100, 300, 500, Unready, Unready)),
        ["down, pending pods are left out"] = (1, Cpu(5, 50, 100, Pending, Pending, Pending, Pending)),
        ["down, failed pods are ignored"] = (3, Cpu(5, 50, 100, 300, 500, 250, 250, Failed, Failed)),
        ["down, deleted pods are ignored"] = (3, Cpu(5, 50, 100, 300, 500, 250, 250, Deleted, Deleted)),
        ["two of four are missing"] = (3, Cpu(4, 100, 400, 95, null, null)),
        ["one of two is missing, at the target"] = (2, Cpu(2, 100, 1000, null)),
        ["one of two is missing, above"] = (2, Cpu(2, 100, 1900, null)),
        ["one of two is missing, below"] = (2, Cpu(2, 100, 600, null)),
        ["one unready, one missing, nearly there"] = (3, Cpu(3, 50, Unready, 450, null)),
        ["one unready, one missing, far above"] = (4, Cpu(3, 50, Unready, 2000, null)),
        ["one unready, one missing, far below"] = (3, Cpu(4, 50, Unready, 100, 100, null)),
        ["one more than asked for, in a rolling update"] = (2, Cpu(2, 50, 100, 100, null)),
        ["tolerated, with requests of different sizes"] = (3, Free(3).Cpu(100).Pods(1, 1.01, 0.9).Pods(1, 1.03, 1).Pods(1, 1.02, 1.1)),
        ["just beyond the tolerance"] = (9, Sized(56)),
        ["just within the tolerance"] = (10, Sized(55)),
        ["metric of pods: up"] = (4, OfPods(3, 15, 20, 10, 30)),
        ["metric of pods: an unready pod counts"] = (6, OfPods(3, 15, 50, 10, 30)),
        ["metric of pods: cut off"] = (7, OfPods(3, 15, 50, 15, 30)),
        ["metric of pods: down"] = (3, OfPods(5, 20, 12, 12, 12, 12, 12)),
        ["metric of pods: tolerated"] = (3, OfPods(3, 20, 20, 21, 21)),
        ["object: up"] = (4, Of(3, HpaMetricSource.Object, Value, 20, 15)),
        ["object: only ready pods are scaled"] = (5, Of(3, HpaMetricSource.Object, Value, 50, 10, ready: 1)),
        ["object: down"] = (3, Of(5, HpaMetricSource.Object, Value, 12, 20)),
        ["object: tolerated"] = (3, Of(3, HpaMetricSource.Object, Value, 20.666, 20)),
        ["object for each pod: up"] = (4, Of(3, HpaMetricSource.Object, AverageValue, 20, 5)),
        ["object for each pod: down"] = (3, Of(5, HpaMetricSource.Object, AverageValue, 6, 2)),
        ["object for each pod: tolerated"] = (4, Of(4, HpaMetricSource.Object, AverageValue, 20.166, 5)),
        ["external: only ready pods are scaled"] = (2, Of(3, External, Value, 8.6, 4.4, ready: 1)),
        ["external: down"] = (3, Of(5, External, Value, 8.6, 14.334)),
        ["external: tolerated"] = (3, Of(3, External, Value, 8.6, 8.888)),
        ["external for each pod: up"] = (4, Of(3, External, AverageValue, 8.6, 2.15)),
        ["external for each pod: down"] = (3, Of(5, External, AverageValue, 8.6, 2.867)),
        ["external for each pod: tolerated"] = (3, Of(3, External, AverageValue, 8.6, 2.9)),
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void It_says_the_same(string name) => Cases.Check(name);

    [Theory]
    [InlineData(5, 5, 1)]
    [InlineData(3, 5, 3, 4, 120, 5, 60)]
    [InlineData(3, 3, 3, 1, 120, 2, 60)]
    [InlineData(3, 3, 2, 10, 600, 9, 540)]
    [InlineData(3, 5, 4, 10, 600, 4, 60, 5, 120, 9, 540)]
    public void It_remembers_as_many_recommendations_and_takes_the_same(int wanted, int stabilized, int remembered, params int[] replicasAndAges)
    {
        var memory = new HpaMemory(replicasAndAges.Chunk(2).Select(pair => new HpaRecommendation(pair[0], -pair[1] * Second)), [], []);
        Assert.Equal(stabilized, Ask(wanted, 10, new(), memory));
        Assert.Equal(remembered, memory.Recommendations!.Count);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("5", 7, 61)]
    [InlineData("5 6", 7, 61, 6, 59)]
    [InlineData("7 6 5", 7, 58, 6, 59)]
    public void It_remembers_the_same_changes(string remembered, params int[] changesAndAges)
    {
        var events = changesAndAges.Chunk(2).Select(pair => new HpaScaleEvent(pair[0], -pair[1] * Second));
        var memory = new HpaMemory([], events, []);
        Assert.Equal(10, Ask(10, 5, new() { Behavior = new(new([new(HpaPolicyKind.Pods, 100, 60)], HpaSelect.Max, 0), HpaBehavior.Default.Down) }, memory));
        Assert.Equal(remembered, string.Join(' ', memory.Ups.Select(change => change.Change)));
    }

    private static int Ask(int wanted, int current, HpaSettings settings, HpaMemory memory)
    {
        var view = View(current, 0, 1000);
        view.Metrics = [new("load", wanted, 0)];
        return new HpaPolicy("hpa", "", settings with { Metrics = [new(External, "load", AverageValue, 1)] }, memory).Decide(view).Replicas;
    }

    /// <summary>A service whose number may change as far as it likes.</summary>
    private static Autoscaled Free(int current)
    {
        var rules = new HpaScalingRules([new(HpaPolicyKind.Pods, 1000, 15)], HpaSelect.Max, 0);
        return Autoscaled.Of(current, 0, 1000).Told(settings => settings with { Behavior = new(rules, rules) });
    }

    private static Autoscaled Cpu(int current, double target, params double?[] milli)
    {
        var service = Free(current).Cpu(target);
        foreach (var used in milli)
            service.Pod(used is >= 0 ? used / 1000 : used is Unready ? 0.3 : null, pod =>
            {
                pod.Leaving = used is Deleted;
                pod.Phase = used switch { Pending => ReplicaPhase.Pending, Failed => ReplicaPhase.Failed, _ => ReplicaPhase.Running };
                pod.Ready = used is null or >= 0;
                pod.ReadySince = pod.Started!.Value + Second;
            });
        return service;
    }

    private static Autoscaled Sized(double target)
    {
        var service = Free(10).Cpu(target);
        foreach (var request in (int[])[400, 200, 310, 290, 302, 298, 301, 299, 300, 300])
            service.Pods(1, 0.15, request / 1000.0);
        return service;
    }

    private static Autoscaled OfPods(int current, double target, params double[] values)
    {
        var service = Free(current).Target(HpaMetricSource.Pods, AverageValue, target);
        foreach (var value in values)
            service.With(1, "load", value);
        return service;
    }

    private static Autoscaled Of(int current, HpaMetricSource source, HpaTargetKind kind, double value, double target, int? ready = null)
    {
        var service = Free(current).Target(source, kind, target).Metric("load", value);
        for (var pod = 0; pod < current; pod++)
            service.Pod(null, view => view.Ready = pod < (ready ?? current));
        return service;
    }
}
