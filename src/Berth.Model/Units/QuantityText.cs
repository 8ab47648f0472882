using System.Globalization;
using System.Text.RegularExpressions;

namespace Berth.Model.Units;

/// <summary>The common grammar of quantities: a finite number that is not negative, optional blanks, a unit.</summary>
internal static class QuantityText
{
    internal static bool TryParse(string text, IReadOnlyDictionary<string, double> units, out double value)
    {
        value = 0;
        var span = text.AsSpan().Trim();
        var split = NumberLength(span);
        if (split == 0 ||
            !double.TryParse(span[..split], NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
            return false;
        if (!units.TryGetValue(span[split..].Trim().ToString(), out var factor))
            return false;
        value = number * factor;
        return double.IsFinite(value);
    }

    internal static string Pattern(IReadOnlyDictionary<string, double> units) =>
        @"^\s*[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?\s*(" +
        string.Join('|', units.Keys.OrderByDescending(unit => unit.Length).Select(Regex.Escape)) + @")\s*$";

    /// <summary>Prints with the largest unit that keeps the number at least one, without loss of more than 1e-12.</summary>
    internal static string Print(double value, params ReadOnlySpan<(string Unit, double Factor)> largestFirst)
    {
        foreach (var (unit, factor) in largestFirst)
            if (value >= factor)
                return Number(value / factor) + unit;
        var (smallest, last) = largestFirst[^1];
        return Number(value / last) + smallest;
    }

    internal static string Number(double value) => value.ToString("0.############", CultureInfo.InvariantCulture);

    private static int NumberLength(ReadOnlySpan<char> span)
    {
        var at = 0;
        while (at < span.Length && (char.IsAsciiDigit(span[at]) || span[at] == '.'))
            at++;
        if (at == 0 || at >= span.Length || span[at] is not ('e' or 'E'))
            return at;
        var exponent = at + 1;
        if (exponent < span.Length && span[exponent] is '+' or '-')
            exponent++;
        var digits = exponent;
        while (digits < span.Length && char.IsAsciiDigit(span[digits]))
            digits++;
        return digits > exponent ? digits : at;
    }
}
