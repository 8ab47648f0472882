namespace Berth.Acceptance.Harness;

internal static class Figures
{
    internal static double Median(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    internal static double Off(double achieved, double expected) => Math.Abs(achieved / expected - 1);
}
