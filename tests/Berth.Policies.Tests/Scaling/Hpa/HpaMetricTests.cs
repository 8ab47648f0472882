using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Hpa;
using static Berth.Policies.Scaling.Hpa.HpaMetricSource;
using static Berth.Policies.Scaling.Hpa.HpaTargetKind;
using static Berth.Policies.Tests.Scaling.Hpa.Autoscaled;

namespace Berth.Policies.Tests.Scaling.Hpa;

/// <summary>Every type of metric, several of them, and those that fail.</summary>
public sealed class HpaMetricTests
{
    private static readonly HpaCases Cases = new()
    {
        ["cores for each pod need no requests"] = (6, Of(3).Target(Resource, AverageValue, 0.5, "cpu").Pods(3, 0.9, double.NaN)),
        ["cores for each pod look at readiness"] = (4, Of(3).Target(Resource, AverageValue, 0.5, "cpu").Pods(2, 1).Pod(1, started: 9900, ready: false, since: 9900)),
        ["memory does not look at readiness"] = (6, Of(3).Target(Resource, Utilization, 50, "memory").With(2, "memory", 1e9)
            .Pod(null, pod => (pod.Ready, pod.Started, pod.RequestedBytes, pod.Metrics) = (false, null, 1e9, [new("memory", 1e9, 0, 0)]))),
        ["memory for each pod"] = (6, Of(3).Target(Resource, AverageValue, 5e8, "memory").With(3, "memory", 9e8)),
        ["a metric of the pods"] = (6, Of(3).Target(HpaMetricSource.Pods, AverageValue, 10).With(3, "load", 18)),
        // (1100 + 1100 + 1101) / 3 = 1100 thousandths
        ["the mean of the pods is cut off at thousandths"] = (3, Of(3).Target(HpaMetricSource.Pods, AverageValue, 1).With(2, "load", 1.1).With(1, "load", 1.1005)),
        // 40 / 3 = 13.333; 1.3333 · 3 = 3.9999
        ["a pending pod has none of it on the way up"] = (4, Of(3).Target(HpaMetricSource.Pods, AverageValue, 10).With(2, "load", 20).Pod(null, pod => pod.Phase = ReplicaPhase.Pending)),
        // 0.5; with the target for the unknown one 55 / 10 of 10: 5.5
        ["an unknown pod is at the target on the way down"] = (6, Of(10).Target(HpaMetricSource.Pods, AverageValue, 10).With(9, "load", 5).Pods(1, null)),
        // 54 / 4 = 13.5: 1.35 · 4 = 5.4
        ["an unknown pod has none of it on the way up"] = (6, Of(4).Target(HpaMetricSource.Pods, AverageValue, 10).With(3, "load", 18).Pods(1, null)),
        ["a value of an object"] = (6, Of(3).Target(HpaMetricSource.Object, Value, 50).Metric("load", 90).Pods(3, null)),
        // 1.8 · 2 = 3.6
        ["a value scales the pods that run and are ready"] = (4, Of(3).Target(HpaMetricSource.Object, Value, 50).Metric("load", 90).Pods(2, null).Pod(null, pod => pod.Ready = false)),
        // 1.8 · 4 = 7.2
        ["a pod on its way out that is ready is among them"] = (8, Of(4).Target(HpaMetricSource.Object, Value, 50).Metric("load", 90).Pods(3, null).Pod(null, pod => pod.Leaving = true)),
        ["a value that is tolerated"] = (3, Of(3).Target(HpaMetricSource.Object, Value, 50).Metric("load", 54).Pods(3, null)),
        ["a value without pods fails"] = (3, Of(3).Target(HpaMetricSource.Object, Value, 50).Metric("load", 90)),
        ["a value of an object for each pod"] = (9, Of(5).Target(HpaMetricSource.Object, AverageValue, 10).Metric("load", 90).Counted(5)),
        // 52 / 50 is tolerated: as many as there are, though another number was asked for.
        ["a value for each pod that is tolerated gives those that are counted"] = (5, Of(6).Target(External, AverageValue, 10).Metric("load", 52).Counted(5)),
        ["pods are counted without those on their way out"] = (3, Of(4).Target(External, AverageValue, 10).Metric("load", 30).Pods(3, null).Pod(null, pod => pod.Leaving = true)),
        ["a value from outside"] = (6, Of(3).Target(External, Value, 50).Metric("load", 90).Pods(3, null)),
        ["values from outside are added"] = (6, Of(3).Target(External, Value, 50).Metric("load", 40).Metric("load", 50).Pods(3, null)),
        ["a value from outside for each pod"] = (9, Of(5).Target(External, AverageValue, 10).Metric("load", 81).Counted(5)),
        ["a small value from outside for each pod"] = (1, Of(5).Target(External, AverageValue, 10).Metric("load", 1).Counted(5)),
        ["from none by a value"] = (2, Of(0, least: 0).Target(HpaMetricSource.Object, Value, 50).Metric("load", 90)),
        ["from none by a value, even one that would be tolerated"] = (2, Of(0, least: 0).Target(External, Value, 50).Metric("load", 51)),
        ["from none by a value for each pod"] = (4, Of(0, least: 0).Target(External, AverageValue, 10).Metric("load", 35)),
        ["from none no more than 4 at once"] = (4, Of(0, least: 0).Target(External, AverageValue, 10).Metric("load", 99)),
        ["to none"] = (0, Of(3, least: 0).Target(External, AverageValue, 10).Metric("load", 0).Counted(3)),
        ["none stay none without load"] = (0, Of(0, least: 0).Target(External, AverageValue, 10).Metric("load", 0)),
        ["none where none are not allowed: it is switched off"] = (0, Of(0, least: 1).Target(External, AverageValue, 10).Metric("load", 99)),
        ["from none processors cannot say"] = (0, Of(0, least: 0)),
        ["a metric that is not there fails"] = (3, Of(3).Target(External, Value, 50).Pods(3, null)),
        ["a metric that failed fails"] = (3, Of(3).Target(External, Value, 50).Metric("load", double.NaN).Pods(3, null)),
        ["of several metrics the largest proposal wins"] = (9, Of(5).Cpu(50).Target(External, AverageValue, 10).Pods(5, 0.2).Metric("load", 81)),
        ["of several metrics the largest proposal wins in the other order"] = (9, Of(5).Target(External, AverageValue, 10).Cpu(50).Pods(5, 0.2).Metric("load", 81)),
        ["with a failed metric the others may add"] = (9, Of(5).Target(External, Value, 1, "gone").Target(External, AverageValue, 10).Pods(5, 0.2).Metric("load", 81)),
        ["with a failed metric the others may not remove"] = (5, Of(5).Target(External, Value, 1, "gone").Target(External, AverageValue, 10).Pods(5, 0.2).Metric("load", 21)),
        ["with two failed metrics the third may add"] = (9, Of(5).Cpu(50).Target(External, Value, 1, "gone").Target(External, AverageValue, 10).Pods(5, null).Metric("load", 81)),
        ["when all metrics fail nothing changes"] = (5, Of(5).Target(External, Value, 1, "gone").Target(HpaMetricSource.Object, Value, 1, "lost").Pods(5, 1)),
        ["above the most it goes there whatever the metrics say"] = (6, Of(12, most: 6)),
        ["below the least it goes there whatever the metrics say"] = (3, Of(2, least: 3)),
        ["no more than the most"] = (7, Of(5, most: 7).Target(External, AverageValue, 10).Metric("load", 81).Counted(5)),
        ["no fewer than the least"] = (2, Of(5, least: 2).Target(External, AverageValue, 10).Metric("load", 1).Counted(5)),
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void It_decides_as_Kubernetes_does(string name) => Cases.Check(name);
}
