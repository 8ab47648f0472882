namespace Berth.Policies.Scaling.Hpa;

/// <summary>Whole thousandths, rounded up as those of a quantity of Kubernetes are.</summary>
internal static class Milli
{
    private const double Most = 9e18;

    // Six more decimals are kept, so that the binary form of a decimal number is not rounded up for its last bit.
    internal static long Of(double value) => (long)Math.Clamp(Math.Ceiling(Math.Round(value * 1000, 6)), -Most, Most);

    internal static double Back(long milli) => milli / 1000.0;
}
