using System.Globalization;

namespace Berth.Model.Functions;

/// <summary>Values of a parameter, drawn evenly in their logarithm, or evenly where it begins at 0.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Least">Smallest value.</param>
/// <param name="Most">Largest value, itself possible.</param>
/// <param name="IsWhole">Whether only whole numbers are drawn.</param>
public sealed record ParameterRange(string Name, double Least, double Most, bool IsWhole)
{
    /// <summary>How a range is written.</summary>
    public const string Expected = "a number, or a range such as 1000..50000";

    /// <summary>The value at a part of the range, from 0 to below 1.</summary>
    public double At(double part)
    {
        if (IsWhole && Most - Least < 10)
            return Least + Math.Floor(part * (Most - Least + 1));
        var value = Least > 0 ? Least * Math.Pow(Most / Least, part) : Least + part * (Most - Least);
        return IsWhole ? Math.Round(value) : value;
    }

    /// <summary>Reads <c>5</c> or <c>1000..50000</c>; null when the text is neither.</summary>
    public static (double Least, double Most)? Parse(string text)
    {
        var cut = text.IndexOf("..", StringComparison.Ordinal);
        var (first, last) = cut < 0 ? (text, text) : (text[..cut], text[(cut + 2)..]);
        return Number(first) is { } least && Number(last) is { } most && least <= most ? (least, most) : null;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
