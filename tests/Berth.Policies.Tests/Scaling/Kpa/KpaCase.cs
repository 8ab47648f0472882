using Berth.Policies.Scaling.Kpa;

namespace Berth.Policies.Tests.Scaling.Kpa;

/// <summary>What is given and what is expected. Moments in seconds; the usual one is 1000.</summary>
internal sealed record KpaCase(string Name, KpaSettings Settings, double Stable, double Panic, int? Ready, int Pods)
{
    internal double Now { get; init; } = 1000;

    internal double? PanicSince { get; init; }

    internal int MaxPanicPods { get; init; }

    internal (double Moment, int Pods)[] Delayed { get; init; } = [];

    internal double? Panicking { get; init; }

    internal int? MaxPanicPodsAfter { get; init; }

    internal int? Burst { get; init; }

    internal bool Valid { get; init; } = true;

    internal KpaState State => new()
    {
        PanicTime = PanicSince is { } since ? Nanoseconds(since) : null,
        MaxPanicPods = MaxPanicPods,
        Delayed = [.. Delayed.Select(one => new KpaRecommendation(Nanoseconds(one.Moment), one.Pods))],
    };

    internal static long Nanoseconds(double seconds) => (long)Math.Round(seconds * 1e9);
}
