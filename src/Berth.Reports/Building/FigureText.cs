using System.Globalization;
using Berth.Model;

namespace Berth.Reports.Building;

/// <summary>Numbers as a person reads them, the same in the terminal and in the report.</summary>
public static class FigureText
{
    /// <summary>Three significant digits; <c>∞</c> for what never came, <c>–</c> for what is unknown.</summary>
    public static string Significant(double? value)
    {
        if (value is not { } number)
            return "–";
        if (!double.IsFinite(number))
            return "∞";
        if (number == 0)
            return "0";
        var digits = Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(number))), 0, 12);
        return number.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>A number of milliseconds with its unit.</summary>
    public static string Milliseconds(double? value) => value is { } number && double.IsFinite(number) ? Significant(number) + " ms" : Significant(value);

    /// <summary>An objective as it is written: <c>p99 ≤ 500 ms</c>.</summary>
    public static string Objective(ServiceLevelObjective slo) =>
        string.Join(", ", slo.Percentiles.Select(bound => $"p{bound.Percentile.ToString(CultureInfo.InvariantCulture)} ≤ {Milliseconds(bound.Bound.Seconds * 1000)}"));
}
