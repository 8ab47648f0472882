using Berth.Accounting.Statistics;
using Berth.Learning.Performance.Data;
using Berth.Learning.Performance.Models;

namespace Berth.Learning.Performance.Sequential;

/// <summary>Measures how well the durations of functions are known, by leaving out one execution after the other.</summary>
public static class LeftOutErrors
{
    /// <summary>Fewest executions of a function that are learned from.</summary>
    public const int FewestRows = 5;

    private const double Confidence = 0.95;

    /// <summary>The error of each function.</summary>
    /// <param name="functions">Names of the functions.</param>
    /// <param name="rows">Executions that know their duration.</param>
    public static IReadOnlyList<FunctionError> Of(IEnumerable<string> functions, IReadOnlyList<PerformanceRow> rows)
    {
        var byFunction = rows.ToLookup(row => row.Function);
        return [.. functions.Select(function => Of(function, [.. byFunction[function]]))];
    }

    /// <summary>The law of a function's durations, and what it was fitted to.</summary>
    internal static (PhysicalLaw Law, Design Design) Fit(string function, IReadOnlyList<PerformanceRow> rows)
    {
        var design = TrainedTarget.Designed(FeatureSchema.Of(rows), PerformanceTarget.Duration, rows).Design;
        return (PhysicalLaw.Fit(design, function), design);
    }

    private static FunctionError Of(string function, IReadOnlyList<PerformanceRow> rows)
    {
        if (rows.Count < FewestRows)
            return FunctionError.Unknown(function, rows.Count);
        var design = Fit(function, rows).Design;
        var errors = new double[rows.Count];
        Parallel.For(0, rows.Count, left =>
            errors[left] = PhysicalLaw.Fit(design.Subset([.. Enumerable.Range(0, rows.Count).Where(index => index != left)]), function).Predict(design.Rows[left]) - design.Logs[left]);
        var relative = Sample.Of(Array.ConvertAll(errors, error => 100 * Math.Abs(Math.Exp(error) - 1)));
        var half = StudentT.Quantile(Confidence, rows.Count - 1) * relative.StandardDeviation / Math.Sqrt(rows.Count);
        return new(function, rows.Count, relative.Mean, relative.Mean + half, Math.Sqrt(errors.Average(error => error * error)));
    }
}
