namespace Berth.Learning.Performance.Models;

/// <summary>The mean of the logarithms of the nearest rows, by Euclidean distance of standardised logarithms; ties go to the earlier row.</summary>
/// <param name="Inputs">The columns.</param>
/// <param name="Nearest">How many rows.</param>
/// <param name="Rows">The standardised rows.</param>
/// <param name="Logs">Logarithm of the target of each.</param>
public sealed record NeighboursModel(LogColumns Inputs, int Nearest, double[][] Rows, double[] Logs) : Regression
{
    /// <summary>How many rows are asked.</summary>
    internal const int DefaultNearest = 5;

    /// <inheritdoc/>
    public override double Predict(ReadOnlySpan<double> features)
    {
        Span<double> values = Inputs.Count <= 256 ? stackalloc double[Inputs.Count] : new double[Inputs.Count];
        Inputs.Fill(features, values);
        var count = Math.Min(Nearest, Rows.Length);
        var (distances, logs) = (new double[count], new double[count]);
        Array.Fill(distances, double.PositiveInfinity);
        for (var row = 0; row < Rows.Length; row++)
        {
            var distance = 0.0;
            for (var column = 0; column < values.Length && distance < distances[^1]; column++)
                distance += (values[column] - Rows[row][column]) * (values[column] - Rows[row][column]);
            if (!(distance < distances[^1]))
                continue;
            var at = count - 1;
            for (; at > 0 && distances[at - 1] > distance; at--)
                (distances[at], logs[at]) = (distances[at - 1], logs[at - 1]);
            (distances[at], logs[at]) = (distance, Logs[row]);
        }
        return logs.Average();
    }

    internal static NeighboursModel Fit(Design design, int nearest = DefaultNearest)
    {
        var inputs = LogColumns.Of(design);
        return new(inputs, nearest, [.. design.Rows.Select(inputs.Of)], [.. design.Logs]);
    }

    internal override void Check(int features) => Demand(
        Inputs is not null && Inputs.Sound(features) && Nearest is > 0 and <= 1000 && Finite(Logs) && Logs.Length > 0 && Rows is not null && Rows.Length == Logs.Length && Rows.All(row => Finite(row) && row.Length == Inputs.Count),
        "the rows of a model of neighbours do not fit the features");
}
