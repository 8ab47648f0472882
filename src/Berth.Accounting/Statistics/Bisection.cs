namespace Berth.Accounting.Statistics;

/// <summary>Halving an interval.</summary>
public static class Bisection
{
    /// <summary>The argument at which an increasing function reaches a value, to the last bit.</summary>
    public static double Solve(Func<double, double> increasing, double value, double low, double high)
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
