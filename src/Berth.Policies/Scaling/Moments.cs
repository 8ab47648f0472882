namespace Berth.Policies.Scaling;

/// <summary>Seconds of settings and texts as the nanoseconds of views, and back.</summary>
internal static class Moments
{
    internal const long Second = 1_000_000_000;

    internal static long Of(double seconds) => (long)Math.Round(seconds * Second);

    internal static double Seconds(long moment) => moment / (double)Second;
}
