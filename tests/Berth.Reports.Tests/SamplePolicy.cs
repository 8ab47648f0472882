namespace Berth.Reports.Tests;

/// <summary>A policy of the sample and roughly what it does to energy, carbon intensity and waits.</summary>
internal sealed record SamplePolicy(string Placement, string Shifting, string Forecast, double Energy, double Intensity, double WaitS)
{
    public static readonly IReadOnlyList<SamplePolicy> All =
    [
        new("random", "start-now", "", 1.05, 1.01, 190),
        new("round-robin", "start-now", "", 1.04, 1, 120),
        new("first-fit", "start-now", "", 0.97, 0.99, 140),
        new("best-fit", "start-now", "", 0.93, 1, 95),
        new("least-allocated", "start-now", "", 1, 1, 60),
        new("most-allocated", "start-now", "", 0.93, 1.01, 110),
        new("min-min", "start-now", "", 0.99, 1, 80),
        new("sufferage", "start-now", "", 0.98, 1, 70),
        new("energy-aware", "start-now", "", 0.88, 1.02, 150),
        new("ecsched", "start-now", "", 0.94, 0.99, 75),
        new("carbon-aware", "start-now", "seasonal-naive", 0.97, 0.79, 420),
        new("carbon-aware", "lowest-slot", "perfect", 0.97, 0.68, 9_800),
        new("carbon-aware", "lowest-window", "perfect", 0.97, 0.66, 11_400),
        new("carbon-aware", "wait-awhile", "perfect", 0.98, 0.6, 14_900),
        new("carbon-aware", "wait-awhile", "seasonal-naive", 0.98, 0.65, 15_600),
        new("carbon-aware", "carbon-scaler", "perfect", 1.02, 0.62, 7_200),
    ];

    public string Label => $"{Placement} · {Shifting}" + (Forecast.Length == 0 ? "" : $" ({Forecast})");
}
