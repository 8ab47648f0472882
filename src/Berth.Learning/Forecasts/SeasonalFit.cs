namespace Berth.Learning.Forecasts;

/// <summary>
/// Least squares on harmonics of the day and the week, and an autoregression of what they leave:
/// y(h) = a + ∑ (b_k cos 2πkh/168 + c_k sin 2πkh/168) + r(h), r(h) = φ₁ r(h−1) + φ₂ r(h−2) + φ₂₄ r(h−24) + φ₂₅ r(h−25) + noise.
/// A dynamic harmonic regression (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 10.5).
/// </summary>
internal sealed class SeasonalFit
{
    /// <summary>Three days.</summary>
    internal const int LeastHours = 72;

    private const int Week = 168;

    /// <summary>Cycles a week: the day with three overtones; the week with two, and the beats that make a weekend's day differ from another.</summary>
    private static readonly int[] OfTheDay = [7, 14, 21, 28], OfTheWeek = [1, 2, 3, 6, 8, 13, 15];
    private static readonly int[] Lags = [1, 2, 24, 25];

    private readonly double[] _season;
    private readonly double[] _phi;
    private readonly double _lowest, _highest, _largest;

    private SeasonalFit(double[] season, double[] phi, double lowest, double highest, double largest) =>
        (_season, _phi, _lowest, _highest, _largest) = (season, phi, lowest, highest, largest);

    /// <summary>Fits consecutive hours; the week is left out while there are less than two.</summary>
    internal static SeasonalFit Of(long first, double[] hours)
    {
        int[] cycles = hours.Length >= 2 * Week ? [.. OfTheDay, .. OfTheWeek] : OfTheDay;
        var basis = new double[Week][];
        for (var hour = 0; hour < Week; hour++)
            basis[hour] = [1, .. cycles.SelectMany(cycle => new[] { Math.Cos(2 * Math.PI * cycle * hour / Week), Math.Sin(2 * Math.PI * cycle * hour / Week) })];
        var harmonics = new LeastSquares(1 + 2 * cycles.Length);
        for (var hour = 0; hour < hours.Length; hour++)
            harmonics.Add(basis[OfWeek(first + hour)], hours[hour]);
        var coefficients = harmonics.Solve();
        var season = Array.ConvertAll(basis, row => Dot(row, coefficients));
        var rest = new double[hours.Length];
        for (var hour = 0; hour < hours.Length; hour++)
            rest[hour] = hours[hour] - season[OfWeek(first + hour)];
        var autoregression = new LeastSquares(Lags.Length);
        for (var hour = Lags[^1]; hour < hours.Length; hour++)
            autoregression.Add(Array.ConvertAll(Lags, lag => rest[hour - lag]), rest[hour]);
        return new(season, autoregression.Solve(), hours.Min(), hours.Max(), rest.Max(Math.Abs));
    }

    /// <summary>Expected values from an hour on, given every hour before it; within what the fitted weeks have seen.</summary>
    internal double[] Continue(long next, Func<long, double> known, int count)
    {
        var rest = new double[Lags[^1] + count];
        for (var back = 1; back <= Lags[^1]; back++)
            rest[Lags[^1] - back] = known(next - back) - _season[OfWeek(next - back)];
        var values = new double[count];
        for (var ahead = 0; ahead < count; ahead++)
        {
            var expected = 0.0;
            for (var lag = 0; lag < Lags.Length; lag++)
                expected += _phi[lag] * rest[Lags[^1] + ahead - Lags[lag]];
            // An autoregression that was fitted to little may grow without bound.
            rest[Lags[^1] + ahead] = Math.Clamp(expected, -_largest, _largest);
            values[ahead] = Math.Clamp(_season[OfWeek(next + ahead)] + rest[Lags[^1] + ahead], _lowest, _highest);
        }
        return values;
    }

    private static int OfWeek(long hour) => (int)((hour % Week + Week) % Week);

    private static double Dot(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var at = 0; at < one.Length; at++)
            sum += one[at] * other[at];
        return sum;
    }
}
