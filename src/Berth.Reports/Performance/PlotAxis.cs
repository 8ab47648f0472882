using System.Globalization;

namespace Berth.Reports.Performance;

/// <summary>One axis of a plot: from values to places, and where its ticks are.</summary>
/// <param name="Title">What is on it, with the unit.</param>
/// <param name="Least">Smallest value.</param>
/// <param name="Most">Largest value, above the smallest.</param>
/// <param name="Logarithmic">Whether equal ratios have equal lengths.</param>
internal sealed record PlotAxis(string Title, double Least, double Most, bool Logarithmic)
{
    private const int Ticks = 5;

    /// <summary>An axis that holds some values, with a little room.</summary>
    internal static PlotAxis Of(string title, IEnumerable<double> values, bool logarithmic, bool withZero = false)
    {
        var finite = values.Where(value => double.IsFinite(value) && (!logarithmic || value > 0)).ToList();
        var (least, most) = finite.Count == 0 ? (logarithmic ? 1 : 0, 1) : (finite.Min(), finite.Max());
        if (withZero)
            (least, most) = (Math.Min(0, least), Math.Max(0, most));
        if (logarithmic)
            return new(title, least / 1.3, most * 1.3, true);
        var room = most > least ? (most - least) * 0.05 : Math.Max(1, Math.Abs(most));
        return new(title, withZero && least == 0 ? 0 : least - room, most + room, false);
    }

    /// <summary>Where a value is, from 0 to 1.</summary>
    internal double At(double value) => Logarithmic ? Math.Log(value / Least) / Math.Log(Most / Least) : (value - Least) / (Most - Least);

    internal IEnumerable<(double Value, string Text)> Marks()
    {
        if (!Logarithmic)
        {
            var rough = (Most - Least) / Ticks;
            var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
            var step = power * new[] { 1.0, 2, 5, 10 }.First(each => each * power >= rough);
            for (var mark = Math.Ceiling(Least / step); mark * step <= Most; mark++)
                yield return (mark * step, Short(mark * step));
            yield break;
        }
        var decades = Math.Log10(Most / Least);
        double[] within = decades < 1.5 ? [1, 2, 5] : [1];
        var every = Math.Max(1, (int)Math.Ceiling(decades / 7));
        for (var decade = (int)Math.Floor(Math.Log10(Least)); decade <= Math.Log10(Most); decade++)
            foreach (var part in within)
                if (part * Math.Pow(10, decade) is var value && value >= Least && value <= Most && decade % every == 0)
                    yield return (value, Short(value));
    }

    /// <summary>A number as short as an axis needs it: 2k, 50M, 0.01.</summary>
    internal static string Short(double value)
    {
        var size = Math.Abs(value);
        return size >= 1e9 ? Text(value / 1e9) + "G" : size >= 1e6 ? Text(value / 1e6) + "M" : size >= 1e4 ? Text(value / 1e3) + "k" : size is < 1e-4 and > 0 ? value.ToString("0e0", CultureInfo.InvariantCulture) : Text(value);
        static string Text(double number) => (Math.Round(number, 6) + 0.0).ToString("0.######", CultureInfo.InvariantCulture);
    }
}
