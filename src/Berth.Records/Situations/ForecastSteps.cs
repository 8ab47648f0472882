using Berth.Policies;

namespace Berth.Records.Situations;

/// <summary>What was expected of a carbon intensity at one moment: steps, and the means that a policy was told, to the last bit.</summary>
/// <param name="Name">Name of the method that made it.</param>
/// <param name="Steps">Intensities in g/kWh by their start in nanoseconds, ascending; the first also holds before its start, the last has no end.</param>
/// <param name="Answers">Means that a policy was told over from–to; what it asks beside them is the mean of the steps.</param>
public sealed record ForecastSteps(string Name, IReadOnlyList<ForecastStep> Steps, IReadOnlyList<ForecastAnswer> Answers) : ICarbonForecast
{
    private Dictionary<(long, long), double>? _answers;

    /// <summary>Samples a forecast at the multiples of a step.</summary>
    public static ForecastSteps Sample(ICarbonForecast forecast, long now, long step, int count)
    {
        var steps = new ForecastStep[count];
        for (var (at, start) = (0, now); at < count; at++)
        {
            var end = (start / step + 1) * step;
            steps[at] = new(start, forecast.MeanOver(now, start, end));
            start = end;
        }
        return new(forecast.Name, steps, []);
    }

    /// <inheritdoc/>
    public double MeanOver(long now, long from, long to)
    {
        _answers ??= Answers.ToDictionary(answer => (answer.From, answer.To), answer => answer.Mean);
        return _answers.TryGetValue((from, to), out var mean) ? mean : OfSteps(from, to);
    }

    private double OfSteps(long from, long to)
    {
        // The mean of what never changes is that, to the last bit.
        if (Steps.All(step => step.Intensity == Steps[0].Intensity))
            return Steps[0].Intensity;
        var sum = 0.0;
        for (var at = 0; at < Steps.Count; at++)
        {
            var start = at == 0 ? from : Math.Max(from, Steps[at].Start);
            var end = at == Steps.Count - 1 ? to : Math.Min(to, Steps[at + 1].Start);
            if (start <= from && end >= to)
                return Steps[at].Intensity;
            if (end > start)
                sum += Steps[at].Intensity * ((double)(end - start) / (to - from));
        }
        return sum;
    }
}

/// <summary>An intensity from a moment on.</summary>
/// <param name="Start">The moment, nanoseconds.</param>
/// <param name="Intensity">g/kWh.</param>
public readonly record struct ForecastStep(long Start, double Intensity);

/// <summary>A mean that a policy was told.</summary>
/// <param name="From">From, nanoseconds.</param>
/// <param name="To">To, nanoseconds.</param>
/// <param name="Mean">g/kWh.</param>
public readonly record struct ForecastAnswer(long From, long To, double Mean);
