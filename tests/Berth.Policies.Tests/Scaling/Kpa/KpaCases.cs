using Berth.Policies.Scaling.Kpa;

namespace Berth.Policies.Tests.Scaling.Kpa;

/// <summary>Worked out by hand from the documented rules.</summary>
internal static class KpaCases
{
    /// <summary>One request at once on each: target 0.7.</summary>
    private static readonly KpaSettings One = new();

    /// <summary>Ten at once on each, all of them used, no burst, ten times up or down: numbers that are easy to follow.</summary>
    private static readonly KpaSettings Ten = new()
    {
        ContainerConcurrency = 10, TargetUtilizationPercent = 100, TargetBurstCapacity = 0, MaxScaleUpRate = 10, MaxScaleDownRate = 10,
    };

    private static readonly KpaSettings Three = One with { ActivationScale = 3 };

    private static readonly KpaSettings Delay = Ten with { ScaleDownDelaySeconds = 300 };

    internal static IReadOnlyList<KpaCase> All { get; } =
    [
        // The need.
        new("no requests need no pods", One, 0, 0, 1, 0) { Burst = -210 },
        new("a few need one", One, 0.01, 0.01, 1, 1) { Burst = -211 },
        new("the target needs one", One, 0.7, 0.7, 1, 1) { Burst = -211 },
        new("a millionth more needs two", One, 0.700001, 0.7, 1, 2) { Burst = -211 },
        new("ten times the target needs ten", One, 7, 7, 10, 10) { Burst = -208 },
        new("no ready pod counts as one", One, 0.5, 0.5, 0, 1) { Burst = -212 },
        new("no ready pod and five needed is a panic", One, 3.5, 3.5, 0, 5) { Panicking = 1000, Burst = -215 },
        new("a third too few is no panic", One, 1.05, 1.05, 2, 2) { Burst = -211 },
        // Targets.
        new("any number at once is taken as a hundred", One with { ContainerConcurrency = 0 }, 141, 141, 2, 3) { Burst = -152 },
        new("two hundred a second", One with { Metric = KpaMetric.RequestsPerSecond }, 281, 281, 2, 3) { Burst = -92 },
        new("a target of requests a second", One with { Metric = KpaMetric.RequestsPerSecond, TotalPerPod = 10 }, 70, 70, 10, 10) { Burst = -181 },
        new("requests a second know no concurrency", One with { Metric = KpaMetric.RequestsPerSecond, TotalPerPod = 10, ContainerConcurrency = 1 }, 71, 71, 10, 11),
        new("the smaller of target and concurrency: target", One with { ContainerConcurrency = 10, TotalPerPod = 5 }, 35, 35, 10, 10) { Burst = -196 },
        new("the smaller of target and concurrency: concurrency", One with { ContainerConcurrency = 2, TotalPerPod = 5 }, 14, 14, 10, 10) { Burst = -205 },
        new("a target where any number is served", One with { ContainerConcurrency = 0, TotalPerPod = 20 }, 28, 28, 2, 2) { Burst = -199 },
        new("no target below a hundredth", Ten with { TotalPerPod = 0.01, TargetUtilizationPercent = 50 }, 0.1, 0.1, 10, 10),
        // Rates.
        new("ten times as many at most", Ten, 1000, 1000, 1, 10) { Panicking = 1000 },
        new("ten times as many again", Ten, 1000, 1000, 10, 100) { Panicking = 1000 },
        new("one more is always possible", Ten with { TotalPerPod = 1, MaxScaleUpRate = 1.1 }, 3, 3.1, 2, 3) { Panicking = 1000 },
        new("the rate counts from one where none is ready", Ten, 1000, 888, 0, 10) { Panicking = 1000 },
        new("a tenth at least", Ten, 1, 1, 100, 10),
        new("a tenth at least, rounded down", Ten, 1, 1, 99, 9),
        new("a small rate down", Ten with { MaxScaleDownRate = 1.1 }, 1, 1, 100, 90),
        new("half at least, rounded down", One, 0, 0, 3, 1),
        new("from two to one, not to none", One, 0, 0, 2, 1),
        new("out of reach there is no rate down", Ten with { Reachable = false }, 1, 1, 100, 1),
        new("out of reach all may go at once", Ten with { Reachable = false }, 0, 0, 100, 0),
        new("out of reach the rate up still holds", Ten with { Reachable = false }, 1000, 10, 2, 20),
        // Activation scale.
        new("no requests activate nothing", Three, 0, 0, 1, 0),
        new("a few activate three", Three, 0.1, 0.1, 1, 3),
        new("more than three stay more", Three, 3.5, 3.5, 4, 5),
        new("activation goes beyond the rate", One with { ActivationScale = 5, MaxScaleUpRate = 1.5 }, 0.1, 0.1, 1, 5),
        new("the fewest of the rate are not activated", Three, 0, 0, 4, 2),
        new("the panic average activates too", Three, 0, 0.1, 1, 3) { PanicSince = 990, Panicking = 990 },
        new("outside a panic it does not", Three, 0, 0.1, 1, 0),
        // Panic.
        new("twice the ready ones is a panic", Ten, 50, 100, 5, 10) { Panicking = 1000 },
        new("less than twice is none", Ten, 50, 90, 5, 5),
        new("the need is rounded up before it is compared", Ten, 50, 90.1, 5, 10) { Panicking = 1000 },
        new("the rate does not hide a panic", Ten with { MaxScaleUpRate = 1.5 }, 20, 40, 2, 3) { Panicking = 1000 },
        new("another threshold", Ten with { PanicThresholdPercent = 110 }, 100, 110, 10, 11) { Panicking = 1000 },
        new("a high threshold", Ten with { PanicThresholdPercent = 1000 }, 10, 90, 1, 1),
        new("seen again, a panic lasts longer", Ten, 300, 800, 40, 80) { PanicSince = 970, MaxPanicPods = 25, Panicking = 1000 },
        new("not seen again, it keeps its time", Ten, 300, 410, 40, 41) { PanicSince = 970, MaxPanicPods = 25, Panicking = 970 },
        new("it does not fall", Ten, 10, 10, 20, 20) { PanicSince = 970, MaxPanicPods = 20, Panicking = 970 },
        new("it does not fall below more than are ready either", Ten, 10, 10, 10, 100) { PanicSince = 970, MaxPanicPods = 100, Panicking = 970 },
        new("after exactly the window it still holds", Ten, 10, 10, 20, 20) { PanicSince = 940, MaxPanicPods = 20, Panicking = 940 },
        new("a nanosecond later it is over", Ten, 30, 30, 20, 3) { PanicSince = 940 - 1e-9, MaxPanicPods = 20, MaxPanicPodsAfter = 0 },
        new("over, it falls by the rate only", One, 0.1, 0.1, 100, 50) { PanicSince = 900, MaxPanicPods = 100, MaxPanicPodsAfter = 0 },
        new("past the window it goes on if it is seen", Ten, 500, 1000, 50, 100) { PanicSince = 900, MaxPanicPods = 60, Panicking = 1000 },
        new("a shorter window ends it sooner", Ten with { StableWindowSeconds = 6 }, 30, 30, 20, 3) { PanicSince = 993, MaxPanicPods = 20, MaxPanicPodsAfter = 0 },
        new("the stable average counts in a panic, too", Ten, 500, 300, 5, 50) { PanicSince = 995, MaxPanicPods = 5, Panicking = 1000 },
        new("the panic average counts where it is larger", Ten, 200, 300, 5, 30) { PanicSince = 995, MaxPanicPods = 5, Panicking = 1000 },
        new("the most before a panic is kept by it", Ten, 10, 20, 1, 7) { MaxPanicPods = 7, Panicking = 1000 },
        new("the most before a panic is not used outside it", Ten, 10, 10, 1, 1) { MaxPanicPods = 7, MaxPanicPodsAfter = 7 },
        // Excess burst capacity.
        new("no burst is asked for", Ten, 50, 49, 1, 5) { Panicking = 1000, Burst = 0 },
        new("any burst is asked for", Ten with { TargetBurstCapacity = -1 }, 50, 50, 5, 5) { Burst = -1 },
        new("room beside a burst", Ten with { TargetBurstCapacity = 20 }, 40, 7.5, 5, 4) { Burst = 22 },
        new("just room for it", Ten with { TargetBurstCapacity = 20 }, 30, 30, 5, 3) { Burst = 0 },
        new("half a request too many is one", Ten with { TargetBurstCapacity = 20 }, 1, 0.5, 1, 1) { Burst = -11 },
        new("a pod that is not ready has no room", Ten with { TargetBurstCapacity = 20 }, 0, 0, 0, 0) { Burst = -20 },
        new("room is what a pod can take, not what it should", Ten with { TargetUtilizationPercent = 50, TargetBurstCapacity = 20 }, 50, 50, 10, 10) { Burst = 30 },
        // Validity.
        new("nothing is known", Ten, double.NaN, double.NaN, 3, 0) { Valid = false, PanicSince = 900, MaxPanicPods = 4, Panicking = 900, Burst = 0 },
        new("the panic average is not known", Ten, 5, double.NaN, 3, 0) { Valid = false, Burst = 0 },
        new("the pods cannot be counted", Ten, 1000, 888, null, 0) { Valid = false, Burst = 0 },
        // Scale-down delay: 150 ticks of two seconds.
        new("a higher number within the delay stays", Delay, 0, 0, 4, 4) { Delayed = [(800, 4)] },
        new("the highest of them stays", Delay, 0, 0, 4, 9) { Delayed = [(800, 9), (810, 4)] },
        new("in its last tick it stays", Delay, 0, 0, 4, 4) { Delayed = [(702, 4)] },
        new("after the delay it goes", Delay, 0, 0, 4, 0) { Delayed = [(701.9, 4)] },
        new("more are taken at once", Delay, 60, 60, 4, 6) { Delayed = [(800, 4)] },
        new("out of reach there is no delay", Delay with { Reachable = false }, 0, 0, 4, 0) { Delayed = [(800, 4)] },
        new("without a delay the window is not looked at", Ten, 0, 0, 4, 0) { Delayed = [(999, 4)] },
        new("a delay of less than a tick is one tick", Ten with { ScaleDownDelaySeconds = 1 }, 0, 0, 4, 4) { Now = 1001.5, Delayed = [(1000, 4)] },
        new("and no more", Ten with { ScaleDownDelaySeconds = 1 }, 0, 0, 4, 0) { Now = 1002, Delayed = [(1001.9, 4)] },
        new("a delay of an odd number of seconds is rounded up to ticks", Ten with { ScaleDownDelaySeconds = 3 }, 0, 0, 4, 4) { Now = 1003, Delayed = [(1000, 4)] },
        new("the delay outlasts the end of a panic", Delay, 30, 30, 20, 20) { PanicSince = 900, MaxPanicPods = 20, MaxPanicPodsAfter = 0, Delayed = [(998, 20)] },
    ];
}
