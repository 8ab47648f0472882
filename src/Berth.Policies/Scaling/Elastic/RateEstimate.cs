namespace Berth.Policies.Scaling.Elastic;

/// <summary>
/// How fast requests come, and how wrong that may be some seconds from now. The rate is the mean over the longest recent window that the shorter ones do not
/// contradict, so it is steady in steady times and follows a jump within two seconds.
/// </summary>
internal sealed class RateEstimate
{
    private static readonly int[] Windows = [2, 4, 8, 16, 32];

    /// <summary>Standard deviations by which a shorter window has to differ to be believed.</summary>
    private const double Contradiction = 2.5;

    /// <summary>Seconds of a window whose mean is a level of the load, not chance.</summary>
    private const int Steady = 16;

    /// <summary>Weight of one more error in the mean square of the errors.</summary>
    private const double Forgetting = 1.0 / 120;

    /// <summary>How much of an extreme is forgotten each second: half of it in about two hours.</summary>
    private const double Forgotten = 1e-4;

    private readonly Queue<double> _forecasts;
    private readonly int _horizon;
    private double _square;

    /// <summary>Starts without knowledge.</summary>
    /// <param name="horizonSeconds">How far ahead errors are judged.</param>
    internal RateEstimate(double horizonSeconds) => (_horizon, _forecasts) = (Math.Max(1, (int)Math.Ceiling(horizonSeconds)), new());

    /// <summary>Goes on as it was left.</summary>
    internal RateEstimate(RateMemory memory)
    {
        (_horizon, _square, _forecasts) = (memory.Horizon, memory.Square, new(memory.Forecasts));
        (Rate, Growth, Window, Lowest, Highest, Jump) = (memory.Rate, memory.Growth, memory.Window, memory.Lowest, memory.Highest, memory.Jump);
    }

    /// <summary>What it remembers.</summary>
    internal RateMemory Memory => new(_horizon, [.. _forecasts], Rate, Growth, Window, _square, Lowest, Highest, Jump);

    /// <summary>Requests a second.</summary>
    internal double Rate { get; private set; }

    /// <summary>Requests a second by which the rate grows each second; 0 while that is not certain.</summary>
    internal double Growth { get; private set; }

    /// <summary>Seconds of the window that the rate was taken from.</summary>
    internal int Window { get; private set; } = 1;

    /// <summary>Standard deviation of the rate at the horizon, what chance does to a second's count left out.</summary>
    internal double Deviation => Math.Sqrt(_square + Rate / Window);

    /// <summary>The lowest steady rate of the last hours.</summary>
    internal double Lowest { get; private set; } = double.PositiveInfinity;

    /// <summary>The highest steady rate of the last hours.</summary>
    internal double Highest { get; private set; }

    /// <summary>The largest factor by which the load grew within the horizon, of the last hours; at least 1.</summary>
    internal double Jump { get; private set; } = 1;

    /// <summary>Takes note of the second that has just ended.</summary>
    internal void Observe(LoadHistory load)
    {
        Estimate(load);
        Remember();
        _forecasts.Enqueue(Rate + Growth * _horizon);
        if (_forecasts.Count <= _horizon)
            return;
        var forecast = _forecasts.Dequeue();
        Jump = Math.Max(1 + (Jump - 1) * (1 - Forgotten), load.Rate(2) / Math.Max(1, forecast));
        var error = load[0].Arrived - forecast;
        // Counts vary by chance even if the rate is known exactly: that part is not the forecast's fault.
        _square += Forgetting * (Math.Max(0, error * error - Rate) - _square);
    }

    private void Remember()
    {
        if (Window < Steady)
            return;
        Lowest = Math.Min(Rate, Lowest + Forgotten * Math.Max(0, Rate - Lowest));
        Highest = Math.Max(Rate, Highest - Forgotten * (Highest - Rate));
    }

    private void Estimate(LoadHistory load)
    {
        (Rate, Window) = (load.Rate(1), 1);
        foreach (var window in Windows)
        {
            if (load.Count < window)
                break;
            var mean = load.Rate(window);
            if (Math.Abs(mean - Rate) > Contradiction * Math.Sqrt((mean + 0.5) / Window))
                break;
            (Rate, Window) = (mean, window);
        }
        Growth = 0;
        if (load.Count < 8 || Window > 4)
            return;
        var (late, early) = (load.Rate(2), (load[4].Arrived + load[5].Arrived) / 2.0);
        if (late - early > Contradiction * Math.Sqrt((late + early) / 2 + 0.5))
            Growth = (late - early) / 4;
    }
}
