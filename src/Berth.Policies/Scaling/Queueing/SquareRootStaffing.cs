using Berth.Accounting.Statistics;

namespace Berth.Policies.Scaling.Queueing;

/// <summary>
/// Many servers in M/M/c: the load, and a safety that grows with its square root, c = R + β·√R. The part that waits then depends on β alone (Halfin and Whitt,
/// <i>Heavy-traffic limits for queues with many exponential servers</i>, Operations Research 29, 1981).
/// </summary>
public static class SquareRootStaffing
{
    private const double HighestSafety = 8;

    /// <summary>The part of requests that wait: 1 / (1 + β·Φ(β)/φ(β)); 1 without any safety.</summary>
    /// <param name="safety">β, not negative.</param>
    public static double Delay(double safety)
    {
        if (!(safety >= 0))
            throw new ArgumentOutOfRangeException(nameof(safety), $"a safety is not negative; {safety} is not one");
        var density = Math.Exp(-safety * safety / 2) / Math.Sqrt(2 * Math.PI);
        return density / (density + safety * Normal.Cumulative(safety));
    }

    /// <summary>The β with which that part of requests waits; it reaches 8, where 6·10⁻¹⁶ of them wait.</summary>
    /// <param name="part">The part, more than 0 and at most 1.</param>
    public static double Safety(double part)
    {
        if (!(part is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(part), $"a part of the requests is more than 0 and at most 1; {part} is not");
        return part == 1 ? 0 : Bisection.Solve(safety => -Delay(safety), -part, 0, HighestSafety);
    }

    /// <summary>Servers for which about that part of requests waits, rounded up.</summary>
    /// <param name="rate">Requests a second.</param>
    /// <param name="meanSeconds">Mean service time, seconds.</param>
    /// <param name="part">The part, more than 0 and at most 1.</param>
    public static int Servers(double rate, double meanSeconds, double part)
    {
        var load = rate * meanSeconds;
        if (!(load >= 0 && double.IsFinite(load)))
            throw new ArgumentOutOfRangeException(nameof(rate), $"rate and service time are finite and not negative; {rate} a second and {meanSeconds} s are not");
        return Math.Max(1, (int)Math.Ceiling(load + Safety(part) * Math.Sqrt(load)));
    }
}
