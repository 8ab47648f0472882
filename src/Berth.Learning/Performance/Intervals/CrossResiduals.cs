namespace Berth.Learning.Performance.Intervals;

/// <summary>
/// Intervals by CV+ (Barber, Candès, Ramdas and Tibshirani, <i>Predictive inference with the jackknife+</i>, Annals of Statistics 49(1), 2021), a conformal method (Vovk, Gammerman and Shafer,
/// <i>Algorithmic Learning in a Random World</i>, 2005): each row was predicted by a model that did not see it, and a new row is expected to be missed as these were. Of rows that are exchangeable at least
/// 1 − 2α are covered whatever the model, and about 1 − α in practice. Errors are of logarithms, that is, relative.
/// </summary>
/// <param name="Folds">Errors without their sign, ascending, of the rows of each fold.</param>
public sealed record CrossResiduals(double[][] Folds)
{
    private const int Bisections = 100;

    /// <summary>Number of errors.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Count { get; } = Folds.Sum(fold => fold.Length);

    internal static CrossResiduals Of(IEnumerable<(int Fold, double Error)> errors, int folds)
    {
        var byFold = errors.ToLookup(each => each.Fold, each => Math.Abs(each.Error));
        return new([.. Enumerable.Range(0, folds).Select(fold => byFold[fold].Order().ToArray())]);
    }

    /// <summary>The interval around what the models of the folds predict; infinite where there are too few rows for the level.</summary>
    /// <param name="centres">Prediction of the model of each fold, which did not see the fold.</param>
    /// <param name="level">Part of new rows that it should hold: 1 − α.</param>
    internal (double Lower, double Upper) Around(ReadOnlySpan<double> centres, double level)
    {
        var rank = (int)Math.Ceiling(level * (Count + 1) - 1e-9);
        if (rank > Count)
            return (double.NegativeInfinity, double.PositiveInfinity);
        return (-Smallest(centres, -1, rank), Smallest(centres, 1, rank));
    }

    /// <summary>The value of a rank, from 1, of the errors as they stand: the radius around one model.</summary>
    internal static double Radius(IEnumerable<double> errors, double level)
    {
        var ascending = errors.Select(Math.Abs).Order().ToList();
        var rank = (int)Math.Ceiling(level * (ascending.Count + 1) - 1e-9);
        return rank > ascending.Count ? double.PositiveInfinity : ascending[rank - 1];
    }

    /// <summary>The value of a rank among sign · centre + error over all rows: bisection, because each fold is in order already.</summary>
    private double Smallest(ReadOnlySpan<double> centres, int sign, int rank)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var fold = 0; fold < Folds.Length; fold++)
            if (Folds[fold].Length > 0)
                (low, high) = (Math.Min(low, sign * centres[fold] + Folds[fold][0]), Math.Max(high, sign * centres[fold] + Folds[fold][^1]));
        for (var step = 0; step < Bisections && low < high; step++)
        {
            var middle = low + (high - low) / 2;
            var below = 0;
            for (var fold = 0; fold < Folds.Length; fold++)
                below += UpTo(Folds[fold], middle - sign * centres[fold]);
            if (below >= rank)
                high = middle;
            else if (low == middle)
                break;
            else
                low = middle;
        }
        return high;
    }

    private static int UpTo(double[] ascending, double value)
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ascending[middle] <= value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
