using Berth.Accounting.Statistics;

namespace Berth.Accounting.Services;

/// <summary>A figure over repetitions.</summary>
/// <param name="Mean">Mean; null where it is infinite or unknown in any repetition.</param>
/// <param name="Low">Lower end of the 95 % Student interval of the mean; null with fewer than two repetitions.</param>
/// <param name="High">Upper end.</param>
public readonly record struct RepeatedFigure(double? Mean, double? Low, double? High)
{
    /// <summary>Over the values of the repetitions, of which none is left out: one that is null or not finite makes the mean null.</summary>
    public static RepeatedFigure Of(IEnumerable<double?> values)
    {
        var all = values.ToArray();
        if (all.Length == 0 || all.Any(value => value is not { } number || !double.IsFinite(number)))
            return default;
        double[] known = [.. all.Select(value => value!.Value)];
        var interval = Interval.OfMean(known);
        return new(known.Average(), interval?.Low, interval?.High);
    }

    /// <summary>The same figure in another unit.</summary>
    public RepeatedFigure Times(double factor) => new(Mean * factor, Low * factor, High * factor);
}
