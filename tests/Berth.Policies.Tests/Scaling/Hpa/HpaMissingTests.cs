using Berth.Policies.Scaling;
using static Berth.Policies.Tests.Scaling.Hpa.Autoscaled;

namespace Berth.Policies.Tests.Scaling.Hpa;

/// <summary>Pods without a sample and pods that are not ready, against 50 % unless said otherwise.</summary>
public sealed class HpaMissingTests
{
    private const double Old = 9000, Young = 9900;

    private static readonly HpaCases Cases = new()
    {
        // 40 / 50 asks for fewer; with 100 for the unknown one it is 220 / 400 = 55 %: tolerated.
        ["on the way down an unknown pod is fully used"] = (4, Of(4).Pods(3, 0.4).Pods(1, null)),
        ["without the unknown pod it would go down"] = (3, Of(4).Pods(3, 0.4)),
        // 2.7 / 4 = 67 %: 1.34 · 4 = 5.36
        ["on the way up an unknown pod is not used"] = (6, Of(4).Pods(3, 0.9).Pods(1, null)),
        // 80 %, then 340 / 400 = 85 %.
        ["no change where assumptions turn down into up"] = (4, Of(4).Pods(1, 0.4).Pods(3, null)),
        // 120 %, then 60 / 400 = 15 %.
        ["no change where assumptions turn up into down"] = (4, Of(4).Pods(1, 0.6).Pods(3, null)),
        // With 150 % for two of ten: 126 / 150 · 10 = 8.4; with 100 % it would be 8.
        ["above 100 % an unknown pod is taken to be at the target"] = (9, Of(10).Cpu(150).Pods(8, 1.2).Pods(2, null)),
        ["exactly at the target nothing is assumed"] = (3, Of(3).Pods(2, 0.5).Pods(1, null)),
        ["with no sample at all it fails"] = (3, Of(3).Pods(3, null)),
        // 200 / 300 = 66 %: 1.32 · 3 = 3.96, fewer than the 10 that were asked for.
        ["up never gives fewer than were asked for"] = (10, Of(10).Pods(2, 1).Pods(1, null)),
        // 220 / 500 = 44 %: 0.88 · 5 = 4.4, more than the 2.
        ["down never gives more than were asked for"] = (2, Of(2).Pods(4, 0.3).Pods(1, null)),
        ["a pod that ended well and has no sample is unknown"] = (4, Of(4).Pods(3, 0.4).Pod(null, pod => pod.Phase = ReplicaPhase.Succeeded)),
        // 260 / 100 of 50 %; with the pending one 260 / 400 = 65 %: 1.3 · 2 = 2.6.
        ["on the way up a pending pod is not used"] = (3, Of(2).Pods(1, 0.26, 0.1).Pod(null, pod => (pod.Phase, pod.RequestedCores) = (ReplicaPhase.Pending, 0.3))),
        // 20 / 50 of 2: 0.8
        ["on the way down a pending pod is left out"] = (1, Of(3).Pods(2, 0.2).Pod(null, pod => pod.Phase = ReplicaPhase.Pending)),
        ["a pending pod's sample is left out"] = (1, Of(3).Pods(2, 0.2).Pod(1, pod => pod.Phase = ReplicaPhase.Pending)),
        // Unready: 200 / 300 = 66 %, 1.32 · 3 = 3.96. Counted: 2 · 3 = 6.
        ["a young pod that is not ready is unready"] = (4, Of(3).Pods(2, 1).Pod(1, Young, ready: false, since: Young)),
        ["a young pod whose sample reaches back before it was ready is unready"] = (4, Of(3).Pods(2, 1).Pod(1, Young, ready: true, since: 9961)),
        ["a young pod with a whole window since it was ready counts"] = (6, Of(3).Pods(2, 1).Pod(1, Young, ready: true, since: 9960)),
        ["after five minutes the sample of a pod counts, however old"] = (6, Of(3).Pods(2, 1).Pod(1, started: 9700, ready: true, since: 9999)),
        ["a moment before five minutes it does not"] = (4, Of(3).Pods(2, 1).Pod(1, started: 9700.1, ready: true, since: 9999)),
        ["an old pod that was ready once counts although it is not"] = (6, Of(3).Pods(2, 1).Pod(1, Old, ready: false, since: 9500)),
        ["an old pod that never was ready is unready"] = (4, Of(3).Pods(2, 1).Pod(1, Old, ready: false, since: Old + 10)),
        ["turning not ready after exactly 30 s means that it was ready before"] = (6, Of(3).Pods(2, 1).Pod(1, Old, ready: false, since: Old + 30)),
        ["a longer delay of the initial readiness"] = (4, Of(3).Pods(2, 1).Pod(1, Old, ready: false, since: Old + 30).Told(settings => settings with { InitialReadinessSeconds = 60 })),
        ["a shorter initialisation of processors"] = (6, Of(3).Pods(2, 1).Pod(1, Young, ready: true, since: 9999).Told(settings => settings with { CpuInitializationSeconds = 60 })),
        ["a pod without a start is unready"] = (4, Of(3).Pods(2, 1).Pod(1, pod => pod.Started = null)),
        ["a pod without the condition is unready"] = (4, Of(3).Pods(2, 1).Pod(1, pod => pod.Ready = null)),
        ["a pod whose readiness is unknown counts"] = (6, Of(3).Pods(2, 1).Pod(1, pod => (pod.Ready, pod.Lost) = (null, true))),
        ["only unready pods: it fails"] = (3, Of(3).Pod(1, Young, ready: false, since: Young)),
        // Unknown and unready together: 200 / 400 = 50 %.
        ["unknown and unready pods together"] = (4, Of(4).Pods(2, 1).Pods(1, null).Pod(null, pod => pod.Phase = ReplicaPhase.Pending)),
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void It_decides_as_Kubernetes_does(string name) => Cases.Check(name);
}
