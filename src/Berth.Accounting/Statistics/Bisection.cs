namespace Berth.Accounting.Statistics;

internal static class Bisection
{
    /// <summary>The argument at which an increasing function reaches a value, to the last bit.</summary>
    internal static double Solve(Func<double, double> increasing, double value, double low, double high)
    {
        while (true)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
                return middle;
            if (increasing(middle) < value)
                low = middle;
            else
                high = middle;
        }
    }
}
