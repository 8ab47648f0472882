namespace Berth.Policies.Scaling.Elastic;

/// <summary>What <see cref="BerthScaling"/> remembers of a service, as a value. What is null is not known yet.</summary>
public sealed record BerthMemory
{
    /// <summary>How fast requests come.</summary>
    public RateMemory? Rate { get; init; }

    /// <summary>What was late.</summary>
    public BudgetMemory? Budget { get; init; }

    /// <summary>How the levers stand.</summary>
    public LeverMemory Levers { get; init; } = new();

    /// <summary>Replicas that were wanted lately, the oldest first; moments in nanoseconds.</summary>
    public IReadOnlyList<(long Moment, int Wanted)> Recent { get; init; } = [];

    /// <summary>The second of the last look at the load; −1 is none.</summary>
    public long Observed { get; init; } = -1;

    /// <summary>Seconds that a request takes; 0 is what is known of the service.</summary>
    public double ServiceSeconds { get; init; }
}

/// <summary>What is remembered of the rate of requests.</summary>
/// <param name="Horizon">Seconds ahead at which errors are judged.</param>
/// <param name="Forecasts">Rates that were expected, the oldest first; no more than the horizon.</param>
/// <param name="Rate">Requests a second.</param>
/// <param name="Growth">By which they grow each second.</param>
/// <param name="Window">Seconds that the rate was taken from.</param>
/// <param name="Square">Mean square of the errors.</param>
/// <param name="Lowest">Lowest steady rate; infinite before any.</param>
/// <param name="Highest">Highest steady rate.</param>
/// <param name="Jump">Largest factor of growth within the horizon.</param>
public sealed record RateMemory(int Horizon, IReadOnlyList<double> Forecasts, double Rate, double Growth, int Window, double Square, double Lowest, double Highest, double Jump);

/// <summary>What is remembered of the error budget.</summary>
/// <param name="Percentile">Percentile of the objective.</param>
/// <param name="Requests">Requests that were answered, refused or lost.</param>
/// <param name="Late">Those that were late.</param>
public sealed record BudgetMemory(double Percentile, long Requests, long Late);

/// <summary>What is remembered of the levers.</summary>
/// <param name="Asked">Cores that the ready replicas were to have.</param>
/// <param name="Each">Cores that a replica can have as far as it is known.</param>
/// <param name="Small">Whether the smaller model answers.</param>
/// <param name="Unrest">When the chance of being late was last high, nanoseconds.</param>
public sealed record LeverMemory(int Asked = 0, double Each = double.PositiveInfinity, bool Small = false, long Unrest = 0);
