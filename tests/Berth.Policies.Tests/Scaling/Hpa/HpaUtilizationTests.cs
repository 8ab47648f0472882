using static Berth.Policies.Tests.Scaling.Hpa.Autoscaled;

namespace Berth.Policies.Tests.Scaling.Hpa;

/// <summary>Use of the processors over what is requested, against 50 % unless said otherwise.</summary>
public sealed class HpaUtilizationTests
{
    private static readonly HpaCases Cases = new()
    {
        // 90 / 50 = 1.8, of 3: 5.4
        ["above the target it is rounded up"] = (6, Of(3).Pods(3, 0.9)),
        // 30 / 50 = 0.6, of 3: 1.8
        ["below the target it is rounded up, too"] = (2, Of(3).Pods(3, 0.3)),
        ["a ratio of 1.08 is tolerated"] = (3, Of(3).Pods(3, 0.54)),
        ["a ratio of exactly 1.1 is tolerated"] = (3, Of(3).Pods(3, 0.55)),
        ["a ratio of 1.12 is not"] = (4, Of(3).Pods(3, 0.56)),
        ["a ratio of exactly 0.9 is tolerated"] = (10, Of(10).Pods(10, 0.45)),
        ["a ratio of 0.88 is not"] = (9, Of(10).Pods(10, 0.44)),
        // 55.9 % counts as 55 %.
        ["the percentage is cut off on the way up"] = (3, Of(3).Pods(3, 0.559)),
        // 44.9 % counts as 44 %: 8.8
        ["the percentage is cut off on the way down"] = (9, Of(10).Pods(10, 0.449)),
        // (1 + 0.6) / 4 = 40 %; the mean of 100 % and 20 % would add one.
        ["it is the sum over the sum, not the mean of the pods"] = (2, Of(2).Pods(1, 1).Pods(1, 0.6, request: 3)),
        // 400 % of the target, of 3: 12; the older rule allows twice as many.
        ["pods may use more than they request"] = (6, Of(3).Pods(3, 2)),
        // 0.0551 cores are 56 thousandths: 56 %.
        ["samples are rounded up to thousandths of a core"] = (3, Of(2).Pods(2, 0.0551, request: 0.1)),
        // 0.07 · 1000 is a little more than 70 in binary; it is 70 of 140.
        ["thousandths are not rounded up for the last bit of a binary number"] = (3, Of(3).Pods(3, 0.07, request: 0.14)),
        ["a wider tolerance on the way up"] = (3, Of(3).Pods(3, 0.6).Told(settings => settings with { UpTolerance = 0.2 })),
        ["beyond a wider tolerance on the way up"] = (4, Of(3).Pods(3, 0.61).Told(settings => settings with { UpTolerance = 0.2 })),
        ["the tolerance of the way up does not hold on the way down"] = (9, Of(10).Pods(10, 0.44).Told(settings => settings with { UpTolerance = 0.5 })),
        ["a wider tolerance on the way down"] = (10, Of(10).Pods(10, 0.36).Told(settings => settings with { DownTolerance = 0.3 })),
        ["no tolerance at all"] = (4, Of(3).Pods(3, 0.51).Told(settings => settings with { UpTolerance = 0 })),
        ["what uses nothing goes down to the least"] = (2, Of(3, least: 2).Pods(3, 0)),
        // 60 / 50 of the 3 that are there: 3.6, although 5 were asked for.
        ["the ratio scales the pods that are there, not those that were asked for"] = (4, Of(5).Pods(3, 0.6)),
        ["a pod that is being deleted does not count"] = (6, Of(3).Pods(3, 0.9).Pod(0, pod => pod.Leaving = true)),
        ["a pod that failed does not count"] = (6, Of(3).Pods(3, 0.9).Pod(0, pod => pod.Phase = Policies.Scaling.ReplicaPhase.Failed)),
        ["without pods nothing can be said"] = (3, Of(3)),
        ["a pod without a request makes the metric fail"] = (3, Of(3).Pods(2, 0.9).Pods(1, 0.9, double.NaN)),
        ["even a deleted pod without a request makes it fail"] = (3, Of(3).Pods(3, 0.9).Pod(0, pod => (pod.Leaving, pod.RequestedCores) = (true, double.NaN))),
        ["requests of nothing make it fail"] = (3, Of(3).Pods(3, 0.9, request: 0)),
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void It_decides_as_Kubernetes_does(string name) => Cases.Check(name);
}
