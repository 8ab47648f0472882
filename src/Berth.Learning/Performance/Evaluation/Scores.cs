namespace Berth.Learning.Performance.Evaluation;

/// <summary>How well predictions of executions that were not learned from are.</summary>
/// <param name="Rows">Executions that were predicted.</param>
/// <param name="Mae">Mean absolute error, in the unit of the target.</param>
/// <param name="Rmse">Root of the mean squared error, in the unit of the target.</param>
/// <param name="R2">1 − squared error / squared distance from the mean; NaN where all are equal.</param>
/// <param name="MapePercent">Mean of |error| / truth over those with a truth above 0, percent; NaN without one.</param>
/// <param name="CoveragePercent">Part whose truth lies in its interval, percent.</param>
/// <param name="MeanWidth">Mean width of the intervals, in the unit of the target; infinite where one is.</param>
/// <param name="MeanWidthPercent">Mean of width / prediction, percent.</param>
public sealed record Scores(int Rows, double Mae, double Rmse, double R2, double MapePercent, double CoveragePercent, double MeanWidth, double MeanWidthPercent)
{
    /// <summary>The scores of some predictions.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Scores Of(IReadOnlyList<TestedRow> rows)
    {
        if (rows.Count == 0)
            throw new ArgumentException("there is nothing to score", nameof(rows));
        var mean = rows.Average(row => row.Truth);
        var spread = rows.Sum(row => (row.Truth - mean) * (row.Truth - mean));
        var squares = rows.Sum(row => (row.Truth - row.Value) * (row.Truth - row.Value));
        return new(
            rows.Count, rows.Average(row => Math.Abs(row.Truth - row.Value)), Math.Sqrt(squares / rows.Count), spread > 0 ? 1 - squares / spread : double.NaN,
            rows.Where(row => row.Truth > 0).Select(row => 100 * Math.Abs(row.Truth - row.Value) / row.Truth).DefaultIfEmpty(double.NaN).Average(),
            100.0 * rows.Count(row => row.Lower <= row.Truth && row.Truth <= row.Upper) / rows.Count,
            rows.Average(row => row.Upper - row.Lower), rows.Average(row => 100 * (row.Upper - row.Lower) / row.Value));
    }
}
