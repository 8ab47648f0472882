using Berth.Learning.Performance.Data;

namespace Berth.Learning.Performance.Models;

/// <summary>
/// Features as linear models and distances need them: logarithms (of 1 + |x| with its sign where values are not all positive), minus the mean, over the standard deviation. A missing value is 0, with
/// a column that says so where that is not told by the function alone.
/// </summary>
/// <param name="Columns">Place of the feature behind each column; the same twice is a feature and its flag.</param>
/// <param name="Ways">How the value is taken.</param>
/// <param name="Means">Mean of each column.</param>
/// <param name="Scales">Standard deviation of each column.</param>
/// <param name="Floors">Smallest value that was seen, which stands for those at or below 0.</param>
public sealed record LogColumns(int[] Columns, LogWay[] Ways, double[] Means, double[] Scales, double[] Floors)
{
    /// <summary>Number of columns.</summary>
    internal int Count => Columns.Length;

    internal static LogColumns Of(Design design)
    {
        var (columns, ways, means, scales, floors) = (new List<int>(), new List<LogWay>(), new List<double>(), new List<double>(), new List<double>());
        foreach (var column in design.Schema.Informative)
        {
            var feature = design.Schema.Features[column];
            var way = feature.Kind == FeatureKind.Function || feature.IsChoice ? LogWay.Plain : feature.Least > 0 ? LogWay.Log : LogWay.SignedLog;
            Add(column, way, feature.Least);
            if (!feature.Always && design.Rows.Any(row => double.IsNaN(row[column])))
                Add(column, LogWay.Missing, 0);
        }
        return new([.. columns], [.. ways], [.. means], [.. scales], [.. floors]);

        void Add(int column, LogWay way, double floor)
        {
            var values = design.Rows.Select(row => Take(row[column], way, floor)).Where(value => !double.IsNaN(value)).ToList();
            if (values.Count == 0)
                return;
            var mean = values.Average();
            var scale = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Count);
            if (!(scale > 1e-12))
                return;
            columns.Add(column);
            ways.Add(way);
            means.Add(mean);
            scales.Add(scale);
            floors.Add(floor);
        }
    }

    internal void Fill(ReadOnlySpan<double> features, Span<double> values)
    {
        for (var column = 0; column < Columns.Length; column++)
            values[column] = Take(features[Columns[column]], Ways[column], Floors[column]) is var value && double.IsNaN(value) ? 0 : (value - Means[column]) / Scales[column];
    }

    internal double[] Of(double[] features)
    {
        var values = new double[Count];
        Fill(features, values);
        return values;
    }

    internal bool Sound(int features) =>
        Columns is not null && Ways is not null && Means is not null && Scales is not null && Floors is not null
        && Ways.Length == Count && Means.Length == Count && Scales.Length == Count && Floors.Length == Count
        && Columns.All(column => column >= 0 && column < features) && Means.All(double.IsFinite) && Scales.All(scale => scale > 0 && double.IsFinite(scale)) && Floors.All(double.IsFinite)
        && Ways.All(Enum.IsDefined);

    private static double Take(double value, LogWay way, double floor) => way switch
    {
        LogWay.Missing => double.IsNaN(value) ? 1 : 0,
        LogWay.Plain => value,
        LogWay.Log => double.IsNaN(value) ? value : Math.Log(value > 0 ? value : floor),
        _ => Math.CopySign(Math.Log(1 + Math.Abs(value)), value),
    };
}
